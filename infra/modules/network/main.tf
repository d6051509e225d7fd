variable "name" { type = string }
variable "region" { type = string }
variable "cidr" { type = string }
variable "azs" { type = list(string) }
variable "nat" { type = string }
variable "interface_endpoints" { type = list(string) }
variable "files_bucket_arn" { type = string }
variable "partition" { type = string }

locals {
  zones       = { for index, az in var.azs : az => index }
  private     = var.nat == "none" ? {} : local.zones # the one box is public and needs no other subnets
  gateways    = var.nat == "per-az" ? local.zones : var.nat == "single" ? { (var.azs[0]) = 0 } : {}
  is_instance = var.nat == "instance"
}

resource "aws_vpc" "this" {
  cidr_block           = var.cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# Whatever forgets to name a group gets this one, which lets nothing through.
resource "aws_default_security_group" "closed" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-closed" }
}

resource "aws_internet_gateway" "this" {
  vpc_id = aws_vpc.this.id

  tags = { Name = var.name }
}

# Subnets: public /24, private /20, database /24. The tags are how the load balancer controller finds them.
resource "aws_subnet" "public" {
  for_each          = local.zones
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, 8, each.value)

  tags = { Name = "${var.name}-public-${each.key}", "kubernetes.io/role/elb" = "1" }
}

resource "aws_subnet" "private" {
  for_each          = local.private
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, 4, each.value + 1)

  tags = { Name = "${var.name}-private-${each.key}", "kubernetes.io/role/internal-elb" = "1" }
}

resource "aws_subnet" "database" {
  for_each          = local.private
  vpc_id            = aws_vpc.this.id
  availability_zone = each.key
  cidr_block        = cidrsubnet(var.cidr, 8, each.value + 8)

  tags = { Name = "${var.name}-database-${each.key}" }
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-public" }
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.this.id
}

resource "aws_route_table_association" "public" {
  for_each       = local.zones
  subnet_id      = aws_subnet.public[each.key].id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "private" {
  for_each = local.private
  vpc_id   = aws_vpc.this.id

  tags = { Name = "${var.name}-private-${each.key}" }
}

resource "aws_route_table_association" "private" {
  for_each       = local.private
  subnet_id      = aws_subnet.private[each.key].id
  route_table_id = aws_route_table.private[each.key].id
}

# Databases have no way out.
resource "aws_route_table" "database" {
  count  = length(local.private) > 0 ? 1 : 0
  vpc_id = aws_vpc.this.id

  tags = { Name = "${var.name}-database" }
}

resource "aws_route_table_association" "database" {
  for_each       = local.private
  subnet_id      = aws_subnet.database[each.key].id
  route_table_id = aws_route_table.database[0].id
}

output "vpc_id" { value = aws_vpc.this.id }
output "public_subnet_ids" { value = [for az in var.azs : aws_subnet.public[az].id] }
output "private_subnets" { value = { for az, subnet in aws_subnet.private : az => subnet.id } }
output "private_subnet_ids" {
  value      = [for az, subnet in aws_subnet.private : subnet.id]
  depends_on = [aws_route.nat, aws_route.nat_instance, aws_route_table_association.private] # nodes that start without a way out never join
}
output "database_subnet_ids" { value = [for az, subnet in aws_subnet.database : subnet.id] }
output "gateways" { value = keys(aws_nat_gateway.this) }
output "endpoint_services" { value = toset(concat([aws_vpc_endpoint.s3.service_name], [for endpoint in aws_vpc_endpoint.interface : endpoint.service_name])) }
output "s3_endpoint_layers" { value = flatten([for statement in data.aws_iam_policy_document.s3_endpoint.statement : statement.resources if statement.sid == "Layers"]) }
