locals {
  state_bucket = "${var.cluster_name}-tfstate-${local.account}"
}

resource "aws_s3_bucket" "state" {
  bucket        = local.state_bucket
  force_destroy = false # losing the state is losing sight of what costs money
}

resource "aws_s3_bucket_versioning" "state" {
  bucket = aws_s3_bucket.state.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "state" {
  bucket = aws_s3_bucket.state.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_public_access_block" "state" {
  bucket                  = aws_s3_bucket.state.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

data "aws_iam_policy_document" "state_tls" {
  statement {
    sid       = "TLSOnly"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.state.arn, "${aws_s3_bucket.state.arn}/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}

resource "aws_s3_bucket_policy" "state" {
  bucket = aws_s3_bucket.state.id
  policy = data.aws_iam_policy_document.state_tls.json

  depends_on = [aws_s3_bucket_public_access_block.state]
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

# So that a bare `terraform init` in infra/ finds its state.
resource "terraform_data" "backend" {
  triggers_replace = local.backend

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
