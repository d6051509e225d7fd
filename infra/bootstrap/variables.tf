variable "region" {
  description = "Where the state is kept."
  type        = string
  default     = "eu-north-1"
}

variable "cluster_name" {
  description = "As in infra/."
  type        = string
  default     = "mm-devops-prod"
}

variable "lock_table" {
  description = "Lock the state in a DynamoDB table as well. The bucket's own lock file is enough since Terraform 1.10, and the table is deprecated."
  type        = bool
  default     = false
}

variable "github_repository" {
  description = "owner/name of the repository whose workflows may build and deploy. Empty: no roles for CI."
  type        = string
  default     = ""

  validation {
    condition     = var.github_repository == "" || can(regex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$", var.github_repository))
    error_message = "github_repository: owner/name, without wildcards."
  }
}

variable "github_owner_id" {
  description = "Number of the owner: gh api users/OWNER --jq .id. With both numbers a namesake who takes over a freed name is refused."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^[0-9]*$", var.github_owner_id))
    error_message = "github_owner_id: digits."
  }
}

variable "github_repository_id" {
  description = "Number of the repository: gh api repos/OWNER/NAME --jq .id."
  type        = string
  default     = ""

  validation {
    condition     = can(regex("^[0-9]*$", var.github_repository_id))
    error_message = "github_repository_id: digits."
  }
}

variable "github_name_subjects" {
  description = "Trust subjects that are made of names alone too, as repositories send them that are older than July 2026 and were not renamed since."
  type        = bool
  default     = true
}

variable "build_branch" {
  description = "Branch whose pushes build the image."
  type        = string
  default     = "test-coding"
}

variable "deploy_environment" {
  description = "GitHub environment of the deploy workflow."
  type        = string
  default     = "production"
}

variable "create_github_provider" {
  description = "false when the account has GitHub's identity provider already: there can be one."
  type        = bool
  default     = true
}

variable "ecr_repository" {
  description = "As in infra/."
  type        = string
  default     = "mattermost"
}
