locals {
  layer_buckets = [ # of ECR, Amazon Linux, the Kubernetes registry and Systems Manager
    "prod-${var.region}-starport-layer-bucket", "al2023-repos-${var.region}-*", "prod-registry-k8s-io-*", "aws-ssm-${var.region}", "amazon-ssm-${var.region}",
  ]
}

# S3 through a gateway endpoint costs nothing, the same through NAT $46 a terabyte. Image layers come from S3 as well: the policy
# names the buckets that ECR, Amazon Linux and the Kubernetes registry keep them in, beside our own.
data "aws_iam_policy_document" "s3_endpoint" {
  statement {
    sid       = "Files"
    actions   = ["s3:*"]
    resources = [var.files_bucket_arn, "${var.files_bucket_arn}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }

  statement {
    sid       = "Layers"
    actions   = ["s3:GetObject"]
    resources = [for bucket in local.layer_buckets : "arn:${var.partition}:s3:::${bucket}/*"]

    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.this.id
  service_name      = "com.amazonaws.${var.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = concat([aws_route_table.public.id], [for table in aws_route_table.private : table.id])
  policy            = data.aws_iam_policy_document.s3_endpoint.json

  tags = { Name = "${var.name}-s3" }
}

resource "aws_security_group" "endpoints" {
  count       = length(var.interface_endpoints) > 0 ? 1 : 0
  name        = "${var.name}-endpoints"
  description = "HTTPS from inside the network"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "endpoints" {
  count             = length(var.interface_endpoints) > 0 ? 1 : 0
  security_group_id = aws_security_group.endpoints[0].id
  description       = "HTTPS from inside the network"
  cidr_ipv4         = var.cidr
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
}

resource "aws_vpc_endpoint" "interface" {
  for_each            = var.nat == "none" ? toset([]) : toset(var.interface_endpoints)
  vpc_id              = aws_vpc.this.id
  service_name        = "com.amazonaws.${var.region}.${each.value}"
  vpc_endpoint_type   = "Interface"
  private_dns_enabled = true
  subnet_ids          = [for subnet in aws_subnet.private : subnet.id]
  security_group_ids  = [aws_security_group.endpoints[0].id]

  tags = { Name = "${var.name}-${each.value}" }
}
