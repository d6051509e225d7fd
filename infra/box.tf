module "box" {
  source = "./modules/box"
  count  = local.is_eks ? 0 : 1

  name           = local.name
  region         = var.region
  vpc_id         = module.network.vpc_id
  subnet_id      = module.network.public_subnet_ids[0]
  az             = local.azs[0]
  instance_type  = var.box_instance_type
  image          = "${aws_ecr_repository.image.repository_url}:${var.box_image_tag}"
  domain         = var.domain
  repository_arn = aws_ecr_repository.image.arn
  files_policy   = data.aws_iam_policy_document.files_access.json
  files_bucket   = aws_s3_bucket.files.id
  partition      = local.partition
}
