locals {
  state_bucket = "${var.cluster_name}-tfstate-${local.account}"
}

resource "aws_s3_bucket" "state" {
  bucket        = local.state_bucket
  force_destroy = false # losing the state is losing sight of what costs money
}

module "closed_state" {
  source = "../modules/closed-bucket"
  bucket = { id = aws_s3_bucket.state.id, arn = aws_s3_bucket.state.arn }
}

resource "aws_dynamodb_table" "lock" {
  count        = var.lock_table ? 1 : 0
  name         = "${var.cluster_name}-tflock"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "LockID"

  attribute {
    name = "LockID"
    type = "S"
  }
}

locals {
  backend = <<-HCL
    # Written by infra/bootstrap; Git ignores it, since it names this account's bucket.
    terraform {
      backend "s3" {
        bucket       = "${aws_s3_bucket.state.id}"
        key          = "infra.tfstate"
        region       = "${var.region}"
        encrypt      = true
        use_lockfile = true%{if var.lock_table}
        dynamodb_table = "${aws_dynamodb_table.lock[0].name}"%{endif}
      }
    }
  HCL
}

# So that a bare `terraform init` in infra/ finds its state. Last of all: who finds the file takes the rest for made.
resource "terraform_data" "backend" {
  triggers_replace = local.backend
  depends_on       = [module.closed_state, aws_dynamodb_table.lock, aws_iam_role_policy.ci]

  provisioner "local-exec" {
    command     = "printf '%s' \"$BACKEND\" >../backend.tf"
    working_dir = path.module
    environment = { BACKEND = local.backend }
  }

  provisioner "local-exec" {
    when        = destroy
    command     = "rm -f ../backend.tf"
    working_dir = path.module
  }
}

output "state_bucket" {
  value = aws_s3_bucket.state.id
}

output "backend" {
  description = "The text of infra/backend.tf, for another machine: terraform -chdir=infra/bootstrap output -raw backend >infra/backend.tf"
  value       = local.backend
}
