# Where the server keeps files. The account's number makes the name the only one in the world.
resource "aws_s3_bucket" "files" {
  bucket        = "${local.name}-files-${local.account}"
  force_destroy = var.s3_force_destroy
}

module "closed_files" {
  source = "./modules/closed-bucket"
  bucket = { id = aws_s3_bucket.files.id, arn = aws_s3_bucket.files.arn }
}

resource "aws_s3_bucket_lifecycle_configuration" "files" {
  bucket = aws_s3_bucket.files.id

  rule {
    id     = "tidy"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = 30
    }

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }

  depends_on = [module.closed_files]
}
