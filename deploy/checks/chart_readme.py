"""README.devops.md and what it names: paths exist, links lead somewhere, tests are there, the seed's commands stand in it as written."""
import re
import unittest

from world import ROOT

README = (ROOT / "README.devops.md").read_text()
PAGES = ["README.devops.md", "docs/ingress-controller.md", "helm/observability/README.md", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs/deploy").glob("*.md")))]
SEED = [  # the map of the document that this grew from
    "Dockerfile", "docker-compose.dev.yml", "infra", "k8s/mattermost", "helm/mattermost", "helm/mattermost/values.prod.yaml",
    "helm/addons/aws-load-balancer-controller/values.yaml", "helm/observability", "helm/observability/README.md", ".github/workflows/build-push-ecr.yml",
    ".github/workflows/deploy-eks.yml", "docs/ingress-controller.md", "infra/envs/prod.tfvars", "README.md", "README.devops.md",
]
COMMANDS = [
    "terraform output -raw cluster_name", "aws eks update-kubeconfig --region eu-north-1 --name mm-devops-prod",
    "helm upgrade --install mattermost ./helm/mattermost \\\n  -n mattermost \\\n  --create-namespace \\\n  -f ./helm/mattermost/values.prod.yaml \\\n"
    '  --set-string postgres.password="$MM_DB_PASSWORD"',
    "terraform apply -var-file=envs/prod.tfvars", "terraform destroy -var-file=envs/prod.tfvars -auto-approve -var s3_force_destroy=true", "terraform init",
]


def missing(names):
    return [name for name in names if not (ROOT / name).exists()]


class Readme(unittest.TestCase):
    def test_every_path_of_the_seeds_map_exists(self):
        self.assertEqual(missing(SEED), [])

    def test_the_seeds_commands_stand_in_it_as_written(self):
        for command in COMMANDS:
            self.assertIn(command, README)

    def test_links_lead_to_files(self):
        for page in PAGES:
            folder = (ROOT / page).parent
            links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / page).read_text())
            lost = [link for link in links if not (folder / link).exists()]
            self.assertEqual(lost, [], page)

    def test_paths_in_the_text_exist(self):
        for page in PAGES:
            names = set(re.findall(r"(?<![\w/.-])((?:helm|deploy|docs|k8s|\.github)/[\w./-]*[\w/])", (ROOT / page).read_text()))
            self.assertEqual(missing(names), [], page)

    def test_the_tests_it_names_exist(self):
        known = "".join(path.read_text() for path in (ROOT / "deploy/checks").glob("*.py"))
        for name in re.findall(r"`(\w+)`", README.split("## Challenges and fixes")[1].split("## Cost control")[0]):
            if "_" in name and name.islower():
                self.assertIn(f"def {name}(", known)
        scripts = {name for name in re.findall(r"`([a-z]+\*?\.sh)`", README) } - {"addons.sh", "prod-values.sh"}
        for name in scripts:
            self.assertTrue(list((ROOT / "deploy/tests").glob(name)), name)
