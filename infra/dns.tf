locals {
  has_domain = var.domain != ""
  zone_id    = !local.has_domain ? "" : var.create_zone ? aws_route53_zone.this[0].zone_id : data.aws_route53_zone.this[0].zone_id
}

data "aws_route53_zone" "this" {
  count = local.has_domain && !var.create_zone ? 1 : 0
  name  = var.zone_name
}

resource "aws_route53_zone" "this" {
  count         = local.has_domain && var.create_zone ? 1 : 0
  name          = var.zone_name
  force_destroy = true # external-dns writes records of its own into it
}

resource "aws_acm_certificate" "this" {
  count             = local.has_domain && local.is_eks ? 1 : 0
  domain_name       = var.domain
  validation_method = "DNS"

  lifecycle {
    create_before_destroy = true
  }
}

locals {
  # Indexed by position: the names of the records are not known before the certificate is made.
  validation = local.has_domain && local.is_eks ? tolist(aws_acm_certificate.this[0].domain_validation_options)[0] : null
}

resource "aws_route53_record" "validation" {
  count           = local.has_domain && local.is_eks ? 1 : 0
  zone_id         = local.zone_id
  name            = local.validation.resource_record_name
  type            = local.validation.resource_record_type
  records         = [local.validation.resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "this" {
  count                   = local.has_domain && local.is_eks ? 1 : 0
  certificate_arn         = aws_acm_certificate.this[0].arn
  validation_record_fqdns = [aws_route53_record.validation[0].fqdn]
}

# The one box has a fixed address; with EKS, external-dns points the name at the load balancer.
resource "aws_route53_record" "box" {
  count   = local.has_domain && !local.is_eks ? 1 : 0
  zone_id = local.zone_id
  name    = var.domain
  type    = "A"
  records = [module.box[0].address]
  ttl     = 300
}
