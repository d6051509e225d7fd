output "cluster_name" {
  description = "For aws eks update-kubeconfig."
  value       = local.name
}

output "region" {
  value = var.region
}

output "shape" {
  value = var.shape
}

output "vpc_id" {
  description = "The load balancer controller must be told: with IMDSv2 and a hop limit of 1 it cannot find out."
  value       = module.network.vpc_id
}

output "ecr_repository_url" {
  value = aws_ecr_repository.image.repository_url
}

output "ecr_repository" {
  value = aws_ecr_repository.image.name
}

output "s3_bucket" {
  value = aws_s3_bucket.files.id
}

output "rds_address" {
  value = one(module.database[*].address)
}

output "database_secret_arn" {
  description = "Where the database's password is kept; null without RDS."
  value       = one(module.database[*].secret_arn)
}

output "redis_address" {
  value = one(module.cache[*].address)
}

output "efs_file_system_id" {
  value = one(module.shared[*].file_system_id)
}

output "efs_access_point_id" {
  value = one(module.shared[*].access_point_id)
}

output "mattermost_role_arn" {
  description = "Role of the server's service account."
  value       = local.is_eks ? aws_iam_role.pod["server"].arn : one(module.box[*].role_arn)
}

output "pod_role_arns" {
  value = { for name, role in aws_iam_role.pod : name => role.arn }
}

output "certificate_arn" {
  value = one(aws_acm_certificate.this[*].arn)
}

output "name_servers" {
  description = "To be set at the registrar when the zone was made here."
  value       = var.create_zone && local.has_domain ? aws_route53_zone.this[0].name_servers : []
}

output "box_address" {
  value = one(module.box[*].address)
}

output "box_instance_id" {
  value = one(module.box[*].instance_id)
}

output "external_secrets_key" {
  description = "Name of the secret that External Secrets reads."
  value       = local.is_eks && var.database_enabled && !var.db_managed_password ? "${local.name}/database" : one(module.database[*].secret_arn)
}
