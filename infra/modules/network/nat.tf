resource "aws_eip" "nat" {
  for_each = local.gateways
  domain   = "vpc"

  tags = { Name = "${var.name}-nat-${each.key}" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  for_each      = local.gateways
  allocation_id = aws_eip.nat[each.key].id
  subnet_id     = aws_subnet.public[each.key].id

  tags = { Name = "${var.name}-${each.key}" }

  depends_on = [aws_internet_gateway.this, aws_route_table_association.public]
}

resource "aws_route" "nat" {
  for_each               = local.is_instance ? {} : local.private
  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = var.nat == "per-az" ? aws_nat_gateway.this[each.key].id : aws_nat_gateway.this[var.azs[0]].id
}

# The cheap way out: one small instance that rewrites addresses. No failover: for labs.
data "aws_ssm_parameter" "nat_image" {
  count = local.is_instance ? 1 : 0
  name  = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"
}

resource "aws_security_group" "nat" {
  count       = local.is_instance ? 1 : 0
  name        = "${var.name}-nat"
  description = "From inside the network to anywhere"
  vpc_id      = aws_vpc.this.id
}

resource "aws_vpc_security_group_ingress_rule" "nat" {
  count             = local.is_instance ? 1 : 0
  security_group_id = aws_security_group.nat[0].id
  description       = "Whatever the private subnets send"
  cidr_ipv4         = var.cidr
  ip_protocol       = "-1"
}

resource "aws_vpc_security_group_egress_rule" "nat" {
  count             = local.is_instance ? 1 : 0
  security_group_id = aws_security_group.nat[0].id
  description       = "On to anywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}

resource "aws_network_interface" "nat" {
  count             = local.is_instance ? 1 : 0
  subnet_id         = aws_subnet.public[var.azs[0]].id
  security_groups   = [aws_security_group.nat[0].id]
  source_dest_check = false

  tags = { Name = "${var.name}-nat" }
}

resource "aws_eip" "nat_instance" {
  count             = local.is_instance ? 1 : 0
  domain            = "vpc"
  network_interface = aws_network_interface.nat[0].id

  tags = { Name = "${var.name}-nat" }

  depends_on = [aws_internet_gateway.this]
}

resource "aws_instance" "nat" {
  count         = local.is_instance ? 1 : 0
  ami           = data.aws_ssm_parameter.nat_image[0].insecure_value
  instance_type = "t4g.nano"

  user_data = <<-SCRIPT
    #!/bin/bash
    set -eu
    echo 'net.ipv4.ip_forward=1' >/etc/sysctl.d/90-nat.conf
    sysctl --system
    until dnf install -y iptables-services; do sleep 5; done
    iptables -F FORWARD
    iptables -t nat -A POSTROUTING -s ${var.cidr} ! -d ${var.cidr} -j MASQUERADE
    service iptables save
    systemctl enable --now iptables
  SCRIPT

  network_interface {
    device_index         = 0
    network_interface_id = aws_network_interface.nat[0].id
  }

  credit_specification {
    cpu_credits = "standard" # unlimited bills what is used above
  }

  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }

  root_block_device {
    volume_type = "gp3"
    volume_size = 8
    encrypted   = true
  }

  tags = { Name = "${var.name}-nat" }

  lifecycle {
    ignore_changes = [ami] # a new image every fortnight is no reason to cut the network
  }

  depends_on = [aws_route.internet, aws_route_table_association.public, aws_eip.nat_instance]
}

resource "aws_route" "nat_instance" {
  for_each               = local.is_instance ? local.private : {}
  route_table_id         = aws_route_table.private[each.key].id
  destination_cidr_block = "0.0.0.0/0"
  network_interface_id   = aws_network_interface.nat[0].id

  depends_on = [aws_instance.nat]
}
