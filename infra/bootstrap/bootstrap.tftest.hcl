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
  target = data.aws_iam_openid_connect_provider.github
  values = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
}

variables {
  create_github_provider = false
}

run "without_a_repository_no_roles" {
  command = plan

  assert {
    condition     = length(aws_iam_role.ci) == 0
    error_message = "Nobody is trusted who was not named."
  }
}

run "names_and_numbers" {
  command = plan

  variables {
    github_repository    = "octo/mm"
    github_owner_id      = "42"
    github_repository_id = "4242"
  }

  assert {
    condition = toset(jsondecode(data.aws_iam_policy_document.trust["push"].json).Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"]) == toset([
      "repo:octo/mm:ref:refs/heads/test-coding", "repo:octo@42/mm@4242:ref:refs/heads/test-coding",
    ])
    error_message = "The build's branch is trusted in both forms of the subject, and nothing else."
  }

  assert {
    condition = toset(jsondecode(data.aws_iam_policy_document.trust["deploy"].json).Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"]) == toset([
      "repo:octo/mm:environment:production", "repo:octo@42/mm@4242:environment:production",
    ])
    error_message = "Deploying is bound to the environment, whose reviewers GitHub asks."
  }

  assert {
    condition     = jsondecode(data.aws_iam_policy_document.trust["plan"].json).Statement[0].Condition.StringEquals["token.actions.githubusercontent.com:aud"] == "sts.amazonaws.com"
    error_message = "Only tokens that were made for AWS."
  }
}

run "numbers_alone" {
  command = plan

  variables {
    github_repository    = "octo/mm"
    github_owner_id      = "42"
    github_repository_id = "4242"
    github_name_subjects = false
  }

  assert {
    condition     = jsondecode(data.aws_iam_policy_document.trust["push"].json).Statement[0].Condition.StringLike["token.actions.githubusercontent.com:sub"] == "repo:octo@42/mm@4242:ref:refs/heads/test-coding"
    error_message = "A namesake cannot come in when names are not trusted."
  }
}

run "least_privilege" {
  command = plan

  variables {
    github_repository = "octo/mm"
  }

  assert {
    condition = alltrue([
      for statement in jsondecode(data.aws_iam_policy_document.push.json).Statement :
      statement.Resource != "*" || statement.Action == "ecr:GetAuthorizationToken"
    ])
    error_message = "The build writes to one repository."
  }

  assert {
    condition = alltrue([
      for document in [data.aws_iam_policy_document.push.json, data.aws_iam_policy_document.deploy.json, data.aws_iam_policy_document.plan.json] :
      !can(regex("\"(iam|sts):(Create|Put|Attach|Update|Delete|Pass|Assume)", document)) && !strcontains(document, "\"*:*\"")
    ])
    error_message = "No role of CI changes what CI may do."
  }

  assert {
    condition     = length(jsondecode(data.aws_iam_policy_document.deploy.json).Statement) == 2
    error_message = "The deploy finds the cluster and the image's digest; the rest is decided in the cluster."
  }
}

run "a_wildcard_is_refused" {
  command = plan

  variables {
    github_repository = "octo/*"
  }

  expect_failures = [var.github_repository]
}
