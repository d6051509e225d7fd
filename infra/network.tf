module "network" {
  source = "./modules/network"

  name                = local.name
  region              = var.region
  cidr                = var.vpc_cidr
  azs                 = local.azs
  nat                 = local.is_eks ? var.nat : "none"
  interface_endpoints = var.interface_endpoints
  files_bucket_arn    = aws_s3_bucket.files.arn
  partition           = local.partition
}
