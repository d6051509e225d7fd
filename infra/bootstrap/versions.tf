terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # State here, in terraform.tfstate beside this file: it holds no secret, and everything in it is found again by name.
}

provider "aws" {
  region = var.region

  default_tags {
    tags = { Project = "mattermost", Stack = "${var.cluster_name}-bootstrap", ManagedBy = "terraform" }
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
}
