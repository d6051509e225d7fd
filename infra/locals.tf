locals {
  name   = var.cluster_name
  is_eks = var.shape == "eks"
  azs    = slice(data.aws_availability_zones.available.names, 0, var.az_count)

  tags = merge({ Project = "mattermost", Stack = var.cluster_name, ManagedBy = "terraform" }, var.tags)

  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
}

# Two shapes in one state would each destroy the other's resources: refuse before anything is planned.
resource "terraform_data" "workspace" {
  lifecycle {
    precondition {
      condition     = terraform.workspace == var.workspace
      error_message = "This shape lives in the workspace ${var.workspace}, but ${terraform.workspace} is selected. Run: terraform workspace select -or-create ${var.workspace}"
    }
  }
}
