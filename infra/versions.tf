terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

# The backend is in backend.tf, which infra/bootstrap writes and Git ignores: it names the account's own bucket.
provider "aws" {
  region = var.region

  default_tags {
    tags = local.tags
  }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}

data "aws_availability_zones" "available" {
  state = "available"

  filter { # no local zones: EKS and RDS refuse them
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}
