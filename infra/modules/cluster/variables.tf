variable "name" { type = string }
variable "kubernetes_version" { type = string }
variable "subnet_ids" { type = list(string) }
variable "public_access_cidrs" { type = list(string) }
variable "log_types" { type = list(string) }
variable "log_retention_days" { type = number }
variable "addons" { type = set(string) }
variable "admins" { type = list(string) }
variable "deployers" { type = set(string) }
variable "namespace" { type = string }
variable "partition" { type = string }
variable "tags" { type = map(string) }

variable "nodes" {
  type = object({
    architecture   = string
    instance_types = list(string)
    spot           = bool
    count          = object({ min = number, max = number, desired = number })
    disk_gb        = number
  })
}
