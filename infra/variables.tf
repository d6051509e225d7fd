variable "region" {
  description = "Where everything is."
  type        = string
  default     = "eu-north-1"
}

variable "cluster_name" {
  description = "Name of the cluster and of everything around it; also the value of the tag Stack."
  type        = string
  default     = "mm-devops-prod"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,30}$", var.cluster_name))
    error_message = "cluster_name: 3 to 31 lower-case letters, digits and hyphens, beginning with a letter (the bucket's name is made of it)."
  }
}

variable "workspace" {
  description = "The Terraform workspace that this shape lives in, so that one shape is never applied over another."
  type        = string
  default     = "default"
}

variable "shape" {
  description = "eks: cluster with managed data services. one-box: one small instance with SQLite."
  type        = string
  default     = "eks"

  validation {
    condition     = contains(["eks", "one-box"], var.shape)
    error_message = "shape: eks or one-box."
  }
}

variable "tags" {
  description = "More tags for everything."
  type        = map(string)
  default     = {}
}

# Network

variable "vpc_cidr" {
  description = "Addresses of the VPC; a /16 leaves a /20 for each private subnet."
  type        = string
  default     = "10.0.0.0/16"
}

variable "az_count" {
  description = "Availability zones in use. EKS and RDS need two."
  type        = number
  default     = 3

  validation {
    condition     = var.az_count >= 2 && var.az_count <= 4
    error_message = "az_count: 2 to 4."
  }
}

variable "nat" {
  description = "The way out for private subnets: single (one gateway), per-az (one in each zone), instance (one t4g.nano, the cheapest)."
  type        = string
  default     = "single"

  validation {
    condition     = contains(["single", "per-az", "instance"], var.nat)
    error_message = "nat: single, per-az or instance."
  }
}

variable "interface_endpoints" {
  description = "Private endpoints beside the free one for S3, each about $8 a month and zone: ecr.api, ecr.dkr, sts, logs, …"
  type        = list(string)
  default     = []
}

# Cluster

variable "kubernetes_version" {
  description = "Minor version of Kubernetes. null: the one that EKS gives by default, always in standard support."
  type        = string
  default     = null
}

variable "cluster_public_access_cidrs" {
  description = "Who reaches the cluster's API from outside. GitHub's runners have no fixed addresses, so the seed's shape is open and guarded by IAM."
  type        = list(string)
  default     = ["0.0.0.0/0"]
}

variable "cluster_log_types" {
  description = "Which logs the control plane writes to CloudWatch."
  type        = list(string)
  default     = []
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps what is written."
  type        = number
  default     = 7
}

variable "cluster_admins" {
  description = "Principals (role or user ARNs) with all rights in the cluster beside whoever creates it."
  type        = list(string)
  default     = []
}

variable "node_architecture" {
  description = "arm64 (Graviton) or amd64."
  type        = string
  default     = "arm64"

  validation {
    condition     = contains(["arm64", "amd64"], var.node_architecture)
    error_message = "node_architecture: arm64 or amd64."
  }
}

variable "node_instance_types" {
  description = "Several types give spot more places to find capacity. They must fit node_architecture."
  type        = list(string)
  default     = ["t4g.medium"]
}

variable "node_spot" {
  description = "Spot instances: a third of the price, taken back with two minutes' notice."
  type        = bool
  default     = false
}

variable "node_count" {
  description = "Nodes: at least, at most, at the start."
  type        = object({ min = number, max = number, desired = number })
  default     = { min = 2, max = 4, desired = 2 }
}

variable "node_disk_gb" {
  description = "Disk of a node."
  type        = number
  default     = 20
}

variable "addons" {
  description = "EKS add-ons. metrics-server comes from here and from nowhere else."
  type        = set(string)
  default = [
    "vpc-cni", "coredns", "kube-proxy", "eks-pod-identity-agent", "aws-ebs-csi-driver", "aws-efs-csi-driver", "metrics-server",
  ]
}

variable "namespace" {
  description = "Kubernetes namespace of the release."
  type        = string
  default     = "mattermost"
}

variable "service_account" {
  description = "Kubernetes service account of the server."
  type        = string
  default     = "mattermost"
}

# Data

variable "database_enabled" {
  description = "RDS for PostgreSQL; without it the chart brings PostgreSQL of its own."
  type        = bool
  default     = true
}

variable "db_instance_class" {
  description = "Size of the database."
  type        = string
  default     = "db.t4g.micro"
}

variable "db_engine_version" {
  description = "Major version only: AWS moves the minor one, and a pinned minor would ask for a downgrade one day."
  type        = string
  default     = "17"

  validation {
    condition     = can(regex("^[0-9]+$", var.db_engine_version))
    error_message = "db_engine_version: the major version alone, such as 17. AWS upgrades the minor version by itself; a pinned one becomes a downgrade, which RDS refuses."
  }
}

variable "db_storage_gb" {
  description = "Storage at the start, and up to where it grows by itself."
  type        = object({ initial = number, max = number })
  default     = { initial = 20, max = 100 }
}

variable "db_multi_az" {
  description = "A standby in another zone, at twice the price."
  type        = bool
  default     = false
}

variable "db_backup_days" {
  description = "Days that automated backups are kept."
  type        = number
  default     = 7
}

variable "db_password" {
  description = "Password of the database's user. null: one is made and kept in Secrets Manager."
  type        = string
  default     = null
  sensitive   = true

  validation {
    condition     = var.db_password == null || can(regex("^[!#-.0-?A-~]{8,128}$", var.db_password))
    error_message = "db_password: 8 to 128 printable ASCII characters without space, slash, double quote and at sign (RDS refuses those four)."
  }
}

variable "db_managed_password" {
  description = "Let RDS keep the password and change it every seven days. Only with External Secrets, which follows the change."
  type        = bool
  default     = false
}

variable "db_final_snapshot" {
  description = "Leave a snapshot behind when the database is destroyed."
  type        = bool
  default     = false
}

variable "deletion_protection" {
  description = "Refuse to destroy the database. `mmlab down` takes it off first."
  type        = bool
  default     = false
}

variable "cache_enabled" {
  description = "ElastiCache for Redis: takes what several replicas tell each other off the database."
  type        = bool
  default     = true
}

variable "cache_node_type" {
  description = "Size of the cache."
  type        = string
  default     = "cache.t4g.micro"
}

variable "cache_replicas" {
  description = "Nodes of the cache; two and more fail over by themselves."
  type        = number
  default     = 1
}

variable "efs_enabled" {
  description = "Shared disk (RWX) for the pods."
  type        = bool
  default     = true
}

variable "s3_force_destroy" {
  description = "Delete the files with their bucket. Read from the state when destroying: apply it first (`mmlab down` does)."
  type        = bool
  default     = false
}

variable "ecr_repository" {
  description = "Name of the image repository."
  type        = string
  default     = "mattermost"
}

variable "ecr_force_delete" {
  description = "Delete the images with their repository. Read from the state when destroying, as above."
  type        = bool
  default     = false
}

variable "ecr_immutable_tags" {
  description = "A tag is never moved. The build then pushes the commit's tag alone, without latest."
  type        = bool
  default     = false
}

variable "ecr_keep_images" {
  description = "How many images are kept."
  type        = number
  default     = 20
}

variable "secret_recovery_days" {
  description = "Days that a deleted secret's name stays reserved. 0: free at once, so that the next create works."
  type        = number
  default     = 0
}

# Names and money

variable "domain" {
  description = "Host name of the server, such as chat.example.com. Empty: no DNS and no certificate."
  type        = string
  default     = ""
}

variable "zone_name" {
  description = "Route 53 zone that the host name is in, such as example.com. Must exist unless create_zone is true."
  type        = string
  default     = ""
}

variable "create_zone" {
  description = "Make the zone; its name servers must then be set at the registrar."
  type        = bool
  default     = false
}

variable "budget_email" {
  description = "Who is told when the month's cost nears the budget. Empty: no budget."
  type        = string
  default     = ""
}

variable "budget_usd" {
  description = "The month's budget."
  type        = number
  default     = 150
}

# One box

variable "box_instance_type" {
  description = "Size of the one box (Graviton)."
  type        = string
  default     = "t4g.small"
}

variable "box_image_tag" {
  description = "Which image the box runs."
  type        = string
  default     = "latest"
}
