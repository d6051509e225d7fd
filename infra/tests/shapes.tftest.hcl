# Plans of the three shapes with the real provider and without an account: policies are really rendered, nothing is called.
provider "aws" {
  region                      = "eu-north-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012", arn = "arn:aws:iam::123456789012:user/test" }
}

override_data {
  target = data.aws_partition.current
  values = { partition = "aws" }
}

override_data {
  target = data.aws_availability_zones.available
  values = { names = ["eu-north-1a", "eu-north-1b", "eu-north-1c"] }
}

override_data {
  target = data.aws_iam_roles.deployer
  values = { arns = ["arn:aws:iam::123456789012:role/mm-devops-prod-ci-deploy"] }
}

override_data {
  target = data.aws_ecr_repositories.existing
  values = { names = ["other"] }
}

override_data {
  target = module.database[0].data.aws_secretsmanager_random_password.this
  values = { random_password = "not-a-real-one-0000000000000000" }
}

override_data {
  target = module.network.data.aws_ssm_parameter.nat_image[0]
  values = { insecure_value = "ami-00000000000000000" }
}

override_data {
  target = module.box[0].data.aws_ssm_parameter.image
  values = { insecure_value = "ami-00000000000000000" }
}

override_data {
  target = data.aws_route53_zone.this
  values = { zone_id = "Z0TEST" }
}

run "prod" {
  command = plan

  assert {
    condition     = output.cluster_name == "mm-devops-prod" && output.region == "eu-north-1"
    error_message = "The commands of README.devops.md name this cluster and region."
  }

  assert {
    condition     = module.cluster[0].support_type == "STANDARD"
    error_message = "Extended support makes the control plane $438 a month."
  }

  assert {
    condition     = length(module.network.gateways) == 1
    error_message = "By default one NAT gateway."
  }

  assert {
    condition     = module.network.endpoint_services == toset(["com.amazonaws.eu-north-1.s3"])
    error_message = "The gateway endpoint for S3 is always there; the others cost money and are asked for."
  }

  assert {
    condition     = contains(module.network.s3_endpoint_layers, "arn:aws:s3:::prod-eu-north-1-starport-layer-bucket/*")
    error_message = "ECR keeps the layers of images in S3: an endpoint that lets only our own bucket through pulls none."
  }

  assert {
    condition     = aws_ecr_repository.image.image_scanning_configuration[0].scan_on_push
    error_message = "Images are scanned."
  }

  assert {
    condition     = module.closed_files.is_closed
    error_message = "The files are never public."
  }

  assert {
    condition     = length(aws_budgets_budget.month) == 0
    error_message = "No budget without an address."
  }
}

run "prod_file" {
  command = plan

  variables {
    az_count            = 3
    nat                 = "per-az"
    interface_endpoints = ["ecr.api", "ecr.dkr", "sts", "logs"]
    cache_replicas      = 2
    db_multi_az         = true
    budget_email        = "someone@example.com"
  }

  assert {
    condition     = length(module.network.gateways) == 3
    error_message = "One NAT gateway in each zone."
  }

  assert {
    condition     = module.network.endpoint_services == toset([for service in ["s3", "ecr.api", "ecr.dkr", "sts", "logs"] : "com.amazonaws.eu-north-1.${service}"])
    error_message = "Beside S3 the endpoints that were asked for."
  }

  assert {
    condition     = one(aws_budgets_budget.month[0].cost_types).include_credit == false && one(aws_budgets_budget.month[0].cost_types).include_refund == false
    error_message = "With credits counted the alarm reads zero."
  }

  assert {
    condition     = contains(flatten([for filter in aws_budgets_budget.month[0].cost_filter : filter.values]), "user:Stack$mm-devops-prod")
    error_message = "The budget counts this stack alone."
  }
}

run "database" {
  command = plan

  assert {
    condition     = module.database[0].engine_version == "17"
    error_message = "The major version alone: AWS moves the minor one."
  }

  assert {
    condition     = module.database[0].forces_tls && module.database[0].is_private_and_encrypted
    error_message = "RDS takes no connection in clear, from nobody outside, and keeps nothing in clear."
  }
}

run "a_minor_version_is_refused" {
  command = plan

  variables {
    db_engine_version = "17.4"
  }

  expect_failures = [var.db_engine_version]
}

run "a_password_that_rds_refuses" {
  command = plan

  variables {
    db_password = "with@sign-and/slash"
  }

  expect_failures = [var.db_password]
}

run "every_other_printable_character_is_taken" {
  command = plan

  variables {
    db_password = "!#$%&'()*+,-.0123456789:;<=>?ABCXYZ[\\]^_`abcxyz{|}~"
  }

  assert {
    condition     = output.cluster_name == "mm-devops-prod"
    error_message = "All printable ASCII but four characters."
  }
}

run "the_wrong_workspace_is_refused" {
  command = plan

  variables {
    workspace = "lab"
  }

  expect_failures = [terraform_data.workspace]
}

run "lab" {
  command = plan

  variables {
    cluster_name     = "mm-devops-lab"
    az_count         = 2
    nat              = "instance"
    node_spot        = true
    cache_enabled    = false
    s3_force_destroy = true
    ecr_force_delete = true
  }

  assert {
    condition     = length(module.network.gateways) == 0 && length(module.cache) == 0
    error_message = "The lab pays neither for a NAT gateway nor for a cache."
  }

  assert {
    condition     = aws_s3_bucket.files.force_destroy && aws_ecr_repository.image.force_delete
    error_message = "The lab can be destroyed as it is."
  }
}

run "with_a_name" {
  command = plan

  variables {
    domain    = "chat.example.com"
    zone_name = "example.com"
  }

  assert {
    condition     = aws_acm_certificate.this[0].domain_name == "chat.example.com" && length(aws_route53_record.validation) == 1
    error_message = "The certificate is proved by DNS."
  }

  assert {
    condition     = contains(keys(aws_iam_role.pod), "external-dns") && contains(keys(aws_iam_role.pod), "cert-manager")
    error_message = "external-dns and cert-manager have roles when there is a zone to write to."
  }

  assert {
    condition     = strcontains(data.aws_iam_policy_document.dns.json, "hostedzone/Z0TEST") && !strcontains(data.aws_iam_policy_document.dns.json, "hostedzone/*")
    error_message = "They write to one zone alone."
  }
}

run "one_box" {
  command = plan

  variables {
    shape        = "one-box"
    cluster_name = "mm-devops-box"
  }

  assert {
    condition     = length(module.cluster) == 0 && length(module.database) == 0 && length(module.cache) == 0 && length(module.box) == 1
    error_message = "One instance and nothing that costs beside it."
  }
}
