variable "name" { type = string }
variable "vpc_id" { type = string }
variable "subnets" { type = map(string) }
variable "client_group_id" { type = string }

resource "aws_efs_file_system" "this" {
  creation_token  = var.name
  encrypted       = true
  throughput_mode = "elastic"

  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }

  tags = { Name = var.name }
}

resource "aws_security_group" "this" {
  name        = "${var.name}-shared"
  description = "NFS from the cluster"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  security_group_id            = aws_security_group.this.id
  description                  = "NFS from the cluster"
  referenced_security_group_id = var.client_group_id
  ip_protocol                  = "tcp"
  from_port                    = 2049
  to_port                      = 2049
}

resource "aws_efs_mount_target" "this" {
  for_each        = var.subnets
  file_system_id  = aws_efs_file_system.this.id
  subnet_id       = each.value
  security_groups = [aws_security_group.this.id]
}

# The server's user is 10001 in the image; whatever is mounted belongs to it.
resource "aws_efs_access_point" "this" {
  file_system_id = aws_efs_file_system.this.id

  posix_user {
    uid = 10001
    gid = 10001
  }

  root_directory {
    path = "/mattermost"

    creation_info {
      owner_uid   = 10001
      owner_gid   = 10001
      permissions = "0770"
    }
  }

  tags = { Name = var.name }
}

output "file_system_id" { value = aws_efs_file_system.this.id }
output "access_point_id" { value = aws_efs_access_point.this.id }
