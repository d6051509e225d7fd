#!/usr/bin/env python3
"""moto_server plus the EKS/ElastiCache/RDS/EC2 behaviour that moto 5.2.1 lacks and that
terraform-provider-aws 5.100 needs for apply -> empty plan -> destroy.

    MOTO_IAM_LOAD_MANAGED_POLICIES=true python moto_ext.py -H 127.0.0.1 -p 5599
"""
import json
import os
import uuid

os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "0")

from urllib.parse import unquote

from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models import ec2_backends
from moto.eks import models as eks_models
from moto.eks import responses as eks_responses
from moto.eks import urls as eks_urls
from moto.eks.exceptions import InvalidParameterException, ResourceInUseException, ResourceNotFoundException

STRICT = os.environ.get("MOTO_EXT_DEPENDENCIES", "1") == "1"


# --------------------------------------------------------------------------- EKS
R, B = eks_responses.EKSResponse, eks_models.EKSBackend
dispatch = eks_urls.response.dispatch
for p in (
    "addons", "addons/(?P<addonName>[^/]+)", "addons/(?P<addonName>[^/]+)/update",
    "access-entries", "access-entries/(?P<principalArn>.+)/access-policies/(?P<policyArn>.+)",
    "access-entries/(?P<principalArn>.+)/access-policies", "access-entries/(?P<principalArn>.+)",
    "updates", "updates/(?P<updateId>[^/]+)", "encryption-config/associate",
    "node-groups/(?P<nodegroupName>[^/]+)/update-version", "pod-identity-associations",
    "pod-identity-associations/(?P<associationId>[^/]+)",
):
    eks_urls.url_paths["{0}/clusters/(?P<name>[^/]+)/" + p + "$"] = dispatch
eks_urls.url_paths["{0}/addons/supported-versions$"] = dispatch
eks_urls.url_paths["{0}/cluster-versions$"] = dispatch

ADDON_VERSION = "v1.0.0-eksbuild.1"
KNOWN_ADDONS = {
    "vpc-cni", "coredns", "kube-proxy", "aws-efs-csi-driver", "aws-ebs-csi-driver", "metrics-server",
    "eks-pod-identity-agent", "snapshot-controller", "amazon-cloudwatch-observability", "cert-manager", "external-dns",
}


def _nf(msg):
    return ResourceNotFoundException(clusterName=None, nodegroupName=None, fargateProfileName=None, addonName=None, message=msg)


def _update(self, cluster, kind, params=()):
    u = {"id": str(uuid.uuid4()), "status": "Successful", "type": kind, "params": list(params), "createdAt": utcnow(), "errors": []}
    cluster.__dict__.setdefault("updates", {})[u["id"]] = u
    return ActionResult({"update": u})


_create_cluster = R.create_cluster


def create_cluster(self):
    vpc = self._get_param("resourcesVpcConfig")
    ec2 = ec2_backends[self.current_account][self.region]
    vpc_id = ec2.get_subnet(vpc["subnetIds"][0]).vpc_id
    azs = {ec2.get_subnet(s).availability_zone for s in vpc["subnetIds"]}
    if len(azs) < 2:
        raise InvalidParameterException(message="Subnets specified must be in at least two different AZs")
    result = _create_cluster(self)
    c = self.eks_backend.clusters[self._get_param("name")]
    sg = ec2.create_security_group(f"eks-cluster-sg-{c.name}-{uuid.uuid4().hex[:8]}", "EKS created security group", vpc_id=vpc_id,
                                   tags={f"kubernetes.io/cluster/{c.name}": "owned"})
    vpc.update(vpcId=vpc_id, clusterSecurityGroupId=sg.id)
    vpc.setdefault("endpointPublicAccess", True)
    vpc.setdefault("endpointPrivateAccess", False)
    if vpc["endpointPublicAccess"]:
        vpc.setdefault("publicAccessCidrs", ["0.0.0.0/0"])
    c.resources_vpc_config = vpc
    ac = dict(self._get_param("accessConfig") or {})
    ac.setdefault("authenticationMode", "CONFIG_MAP")
    c.access_config = {"authenticationMode": ac["authenticationMode"],
                       "bootstrapClusterCreatorAdminPermissions": ac.get("bootstrapClusterCreatorAdminPermissions", True)}
    c.upgrade_policy = self._get_param("upgradePolicy") or {"supportType": "EXTENDED"}
    c.kubernetes_network_config = {"ipFamily": "ipv4", "serviceIpv4Cidr": "172.20.0.0/16", **(self._get_param("kubernetesNetworkConfig") or {})}
    c.addons, c.access_entries, c.updates = {}, {}, {}
    if url := os.environ.get("MOTO_EXT_CLUSTER"):  # a double of Kubernetes that `aws eks update-kubeconfig` shall lead to
        c.endpoint, c.certificate_authority = url, {"data": ""}
    c.eni = [ec2.create_network_interface(ec2.get_subnet(s), None, group_ids=[sg.id], description=f"Amazon EKS {c.name}")
             for s in vpc["subnetIds"][:2]]
    return result


def delete_cluster(self):
    name = self._get_param("name")
    result = _delete_cluster(self)
    c = result._result["cluster"] if hasattr(result, "_result") else None
    c = c or _LAST.get(name)
    ec2 = ec2_backends[self.current_account][self.region]
    for e in getattr(c, "eni", []):
        e.attachment_id = None
        ec2.enis.pop(e.id, None)
    sg = c.resources_vpc_config.get("clusterSecurityGroupId")
    for groups in ec2.groups.values():
        for g in groups.values():  # AWS leaves rules that name a dead group; moto refuses the delete
            g.ingress_rules[:] = [r for r in g.ingress_rules if all(s.get("GroupId") != sg for s in (r.source_groups or []))] if g.id != sg else g.ingress_rules
    for vpc_id, groups in ec2.groups.items():
        groups.pop(sg, None)
    return result


_delete_cluster, _LAST = R.delete_cluster, {}
_b_delete = B.delete_cluster


def b_delete_cluster(self, name):
    c = _b_delete(self, name)
    _LAST[name] = c
    return c


def update_cluster_config(self):
    c = self.eks_backend.describe_cluster(self._get_param("name"))
    if v := self._get_param("resourcesVpcConfig"):
        c.resources_vpc_config = {**c.resources_vpc_config, **v}
    if v := self._get_param("logging"):
        c.logging = v
    if v := self._get_param("accessConfig"):
        c.access_config.update(v)
    if v := self._get_param("upgradePolicy"):
        c.upgrade_policy = v
    return _update(self, c, "ConfigUpdate")


def update_cluster_version(self):
    c = self.eks_backend.describe_cluster(self._get_param("name"))
    c.version = self._get_param("version")
    return _update(self, c, "VersionUpdate")


def describe_update(self):
    c = self.eks_backend.describe_cluster(self._get_param("name"))
    u = getattr(c, "updates", {}).get(self._get_param("updateId"))
    if not u:
        raise _nf("No update found")
    return ActionResult({"update": u})


def _addon(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    a = c.addons.get(self._get_param("addonName"))
    if not a:
        raise _nf(f"No addon: {self._get_param('addonName')} found in cluster: {c.name}")
    return c, a


def create_addon(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    n = self._get_param("addonName")
    if n not in KNOWN_ADDONS:
        raise InvalidParameterException(message=f"Addon {n} specified is not supported in {c.version} kubernetes version")
    if n in c.addons:
        raise ResourceInUseException(clusterName=c.name, nodegroupName=None, addonName=n, message="Addon already exists.")
    c.addons[n] = {
        "addonName": n, "clusterName": c.name, "status": "ACTIVE", "addonVersion": self._get_param("addonVersion") or ADDON_VERSION,
        "health": {"issues": []}, "createdAt": utcnow(), "modifiedAt": utcnow(), "tags": self._get_param("tags") or {},
        "addonArn": f"arn:aws:eks:{self.region}:{self.current_account}:addon/{c.name}/{n}/{uuid.uuid4()}",
        "serviceAccountRoleArn": self._get_param("serviceAccountRoleArn"), "configurationValues": self._get_param("configurationValues"),
    }
    return ActionResult({"addon": c.addons[n]})


def describe_addon(self):
    return ActionResult({"addon": _addon(self)[1]})


def update_addon(self):
    c, a = _addon(self)
    for k in ("addonVersion", "serviceAccountRoleArn", "configurationValues"):
        if (v := self._get_param(k)) is not None:
            a[k] = v
    return _update(self, c, "AddonUpdate")


def delete_addon(self):
    c, a = _addon(self)
    return ActionResult({"addon": c.addons.pop(a["addonName"])})


def list_addons(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    return ActionResult({"addons": list(c.addons)})


def describe_addon_versions(self):
    want = self._get_param("addonName")
    ver = self._get_param("kubernetesVersion") or "1.32"
    return ActionResult({"addons": [
        {"addonName": n, "type": "networking", "addonVersions": [{"addonVersion": ADDON_VERSION, "architecture": ["amd64", "arm64"],
         "compatibilities": [{"clusterVersion": ver, "platformVersions": ["*"], "defaultVersion": True}]}]}
        for n in sorted(KNOWN_ADDONS) if not want or n == want]})


def _entry(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    arn = unquote(self._get_param("principalArn"))
    if arn not in c.access_entries:
        raise _nf(f"The specified principalArn could not be found: {arn}")
    return c, c.access_entries[arn]


def create_access_entry(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    if c.access_config["authenticationMode"] == "CONFIG_MAP":
        raise InvalidParameterException(message="The cluster's authentication mode must be set to one of [API, API_AND_CONFIG_MAP] to perform this operation.")
    arn = self._get_param("principalArn")
    if arn in c.access_entries:
        raise ResourceInUseException(clusterName=c.name, nodegroupName=None, addonName=None, message="The specified access entry resource is already in use on this cluster.")
    c.access_entries[arn] = {
        "clusterName": c.name, "principalArn": arn, "kubernetesGroups": self._get_param("kubernetesGroups") or [],
        "accessEntryArn": f"arn:aws:eks:{self.region}:{self.current_account}:access-entry/{c.name}/role/{uuid.uuid4()}",
        "createdAt": utcnow(), "modifiedAt": utcnow(), "tags": self._get_param("tags") or {}, "type": self._get_param("type") or "STANDARD",
        "username": self._get_param("username") or arn, "_policies": {},
    }
    return ActionResult({"accessEntry": _pub(c.access_entries[arn])})


def _pub(e):
    return {k: v for k, v in e.items() if k != "_policies"}


def describe_access_entry(self):
    return ActionResult({"accessEntry": _pub(_entry(self)[1])})


def update_access_entry(self):
    _, e = _entry(self)
    for k in ("kubernetesGroups", "username"):
        if (v := self._get_param(k)) is not None:
            e[k] = v
    return ActionResult({"accessEntry": _pub(e)})


def delete_access_entry(self):
    c, e = _entry(self)
    c.access_entries.pop(e["principalArn"])
    return EmptyResult()


def list_access_entries(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    return ActionResult({"accessEntries": list(c.access_entries)})


def associate_access_policy(self):
    c, e = _entry(self)
    pol = self._get_param("policyArn")
    e["_policies"][pol] = {"policyArn": pol, "accessScope": self._get_param("accessScope"), "associatedAt": utcnow(), "modifiedAt": utcnow()}
    return ActionResult({"clusterName": c.name, "principalArn": e["principalArn"], "associatedAccessPolicy": e["_policies"][pol]})


def list_associated_access_policies(self):
    c, e = _entry(self)
    return ActionResult({"clusterName": c.name, "principalArn": e["principalArn"], "associatedAccessPolicies": list(e["_policies"].values())})


def disassociate_access_policy(self):
    _, e = _entry(self)
    e["_policies"].pop(unquote(self._get_param("policyArn")), None)
    return EmptyResult()


def _association(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    a = c.__dict__.setdefault("associations", {}).get(self._get_param("associationId"))
    if not a:
        raise _nf("No association found with the specified id.")
    return c, a


def create_pod_identity_association(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    known, key = c.__dict__.setdefault("associations", {}), (self._get_param("namespace"), self._get_param("serviceAccount"))
    if any((a["namespace"], a["serviceAccount"]) == key for a in known.values()):
        raise ResourceInUseException(clusterName=c.name, nodegroupName=None, addonName=None, message="Association already exists.")
    i = "a-" + uuid.uuid4().hex[:17]
    known[i] = {
        "clusterName": c.name, "namespace": key[0], "serviceAccount": key[1], "roleArn": self._get_param("roleArn"), "associationId": i,
        "associationArn": f"arn:aws:eks:{self.region}:{self.current_account}:podidentityassociation/{c.name}/{i}",
        "createdAt": utcnow(), "modifiedAt": utcnow(), "tags": self._get_param("tags") or {},
    }
    return ActionResult({"association": known[i]})


def describe_pod_identity_association(self):
    return ActionResult({"association": _association(self)[1]})


def update_pod_identity_association(self):
    _, a = _association(self)
    a["roleArn"] = self._get_param("roleArn") or a["roleArn"]
    return ActionResult({"association": a})


def delete_pod_identity_association(self):
    c, a = _association(self)
    return ActionResult({"association": c.associations.pop(a["associationId"])})


def list_pod_identity_associations(self):
    c = self.eks_backend.describe_cluster(self._get_param("name") or self._get_param("clusterName"))
    return ActionResult({"associations": list(c.__dict__.setdefault("associations", {}).values())})


_create_nodegroup, _describe_nodegroup = R.create_nodegroup, R.describe_nodegroup


def create_nodegroup(self):
    result = _create_nodegroup(self)
    c = self.eks_backend.describe_cluster(self._get_param("name"))
    ng = c.nodegroups[self._get_param("nodegroupName")]
    ng.remote_access = self._get_param("remoteAccess")
    ng.resources = {"autoScalingGroups": ng.resources["autoScalingGroups"]}
    ng.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
    ng.version = self._get_param("version") or c.version
    ng.release_version = self._get_param("releaseVersion") or f"{ng.version}.0-20250501"
    if ng.launch_template:
        ng.disk_size = None
    return result


def update_nodegroup_version(self):
    c = self.eks_backend.describe_cluster(self._get_param("name"))
    ng = self.eks_backend.describe_nodegroup(c.name, self._get_param("nodegroupName"))
    ng.version = self._get_param("version") or ng.version
    ng.release_version = self._get_param("releaseVersion") or f"{ng.version}.0-20250501"
    if lt := self._get_param("launchTemplate"):
        ng.launch_template.update(lt)
    return _update(self, c, "VersionUpdate")


_update_nodegroup_config = R.update_nodegroup_config


def update_nodegroup_config(self):
    result = _update_nodegroup_config(self)
    u = result.result["update"] if hasattr(result, "result") else None
    c = self.eks_backend.describe_cluster(self._get_param("name"))
    if u:
        c.__dict__.setdefault("updates", {})[u["id"]] = u
    return result


def _tags_of(self, arn):
    for c in self.clusters.values():
        for o in [c, *c.nodegroups.values(), *c.addons.values(), *c.access_entries.values(), *getattr(c, "associations", {}).values()]:
            if isinstance(o, dict):
                if arn in (o.get("addonArn"), o.get("accessEntryArn"), o.get("associationArn")):
                    return o["tags"]
            elif o.arn == arn:
                return o.tags
    raise _nf("Resource was not found")


def b_tag(self, resource_arn, tags):
    _tags_of(self, resource_arn).update(tags)


def b_untag(self, resource_arn, tag_keys):
    t = _tags_of(self, resource_arn)
    for k in tag_keys if isinstance(tag_keys, list) else [tag_keys]:
        t.pop(k, None)


for f in (create_cluster, delete_cluster, update_cluster_config, update_cluster_version, describe_update, create_addon, describe_addon,
          update_addon, delete_addon, list_addons, describe_addon_versions, create_access_entry, describe_access_entry, update_access_entry,
          delete_access_entry, list_access_entries, associate_access_policy, list_associated_access_policies, disassociate_access_policy,
          create_nodegroup, update_nodegroup_version, update_nodegroup_config, create_pod_identity_association,
          describe_pod_identity_association, update_pod_identity_association, delete_pod_identity_association, list_pod_identity_associations):
    setattr(R, f.__name__, f)
B.delete_cluster, B.tag_resource, B.untag_resource = b_delete_cluster, b_tag, b_untag
B.list_tags_for_resource = lambda self, resource_arn: _tags_of(self, resource_arn)

# ------------------------------------------------------------------- ElastiCache
from moto.elasticache import models as ec_models
from moto.elasticache import responses as ec_responses

EB, ER = ec_models.ElastiCacheBackend, ec_responses.ElastiCacheResponse
_create_rg = EB.create_replication_group


def create_replication_group(self, **kw):
    n = kw.get("num_cache_clusters")
    if n and not kw.get("replicas_per_node_group") and not kw.get("num_node_groups"):
        kw["replicas_per_node_group"] = n - 1  # 5.2.1 ignores NumCacheClusters
    rg = _create_rg(self, **kw)
    for cid in rg.member_clusters:
        self.cache_clusters[cid] = ec_models.CacheCluster(
            account_id=self.account_id, region_name=self.region_name, cache_cluster_id=cid, cache_node_type=rg.cache_node_type,
            replication_group_id=rg.replication_group_id, az_mode=None, preferred_availability_zone=None, num_cache_nodes=1, engine="redis",
            engine_version=(rg.engine_version or "7.1") + ".0", cache_parameter_group_name=rg.cache_parameter_group_name,
            cache_subnet_group_name=rg.cache_subnet_group_name, transit_encryption_enabled=rg.transit_encryption_enabled, network_type=None,
            ip_discovery=None, snapshot_name=None, preferred_maintenance_window=rg.preferred_maintenance_window or "sun:05:00-sun:06:00",
            port=rg.port, notification_topic_arn=None, auto_minor_version_upgrade=True, snapshot_retention_limit=rg.snapshot_retention_limit,
            snapshot_window=rg.snapshot_window, auth_token=kw.get("auth_token"), outpost_mode=None, preferred_outpost_arn=None,
            preferred_availability_zones=None, cache_security_group_names=None, security_group_ids=rg.security_group_ids, tags=[],
            snapshot_arns=None, preferred_outpost_arns=None, log_delivery_configurations=[], cache_node_ids_to_remove=None,
            cache_node_ids_to_reboot=None)
        cc = self.cache_clusters[cid]
        cc.at_rest_encryption_enabled = rg.at_rest_encryption_enabled  # the provider reads it from the member
        cc.security_groups = [{"SecurityGroupId": s, "Status": "active"} for s in rg.security_group_ids or []]
        cc.cache_parameter_group = {"CacheParameterGroupName": rg.cache_parameter_group_name, "ParameterApplyStatus": "in-sync"}
    return rg


def delete_replication_group(self, replication_group_id, retain_primary_cluster=None):
    if replication_group_id not in self.replication_groups:
        raise ec_models.ReplicationGroupNotFound(replication_group_id)
    rg = self.replication_groups.pop(replication_group_id)
    for cid in rg.member_clusters:
        self.cache_clusters.pop(cid, None)
    rg.status = "deleting"
    return rg


def modify_replication_group(self):
    rg = self.elasticache_backend.describe_replication_groups(self._get_param("ReplicationGroupId"))[0]
    for p, a in (("CacheNodeType", "cache_node_type"), ("ReplicationGroupDescription", "description"), ("SnapshotRetentionLimit", "snapshot_retention_limit"),
                 ("EngineVersion", "engine_version"), ("CacheParameterGroupName", "cache_parameter_group_name")):
        if (v := self._get_param(p)) is not None:
            setattr(rg, a, v)
    return ActionResult({"ReplicationGroup": rg})


def delete_cache_subnet_group(self):
    g = self.elasticache_backend.cache_subnet_groups
    n = self._get_param("CacheSubnetGroupName")
    self.elasticache_backend.describe_cache_subnet_groups(cache_subnet_group_name=n)
    if any(r.cache_subnet_group_name == n for r in self.elasticache_backend.replication_groups.values()):
        from moto.core.exceptions import ServiceException
        raise ServiceException("CacheSubnetGroupInUse", f"Cache subnet group {n} is currently in use by a cache cluster.")
    g.pop(n)
    return EmptyResult()


EB.create_replication_group, EB.delete_replication_group = create_replication_group, delete_replication_group
ER.modify_replication_group, ER.delete_cache_subnet_group = modify_replication_group, delete_cache_subnet_group

# --------------------------------------------------------------------------- RDS
from moto.rds import models as rds_models
from moto.rds import responses as rds_responses

_upd = rds_models.DBParameterGroup.update_parameters


def update_parameters(self, new_parameters):
    new = [{**p, "Source": "user"} for p in new_parameters]
    return _upd(self, new)


rds_models.DBParameterGroup.update_parameters = update_parameters
_create_db = rds_responses.RDSResponse.create_db_instance


def create_db_instance(self):
    result = _create_db(self)
    db = self.backend.databases[self.params["DBInstanceIdentifier"]]
    db.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()  # 5.2.1 gives every database the same one
    db.performance_insights_enabled = bool(self.params.get("EnablePerformanceInsights"))
    if db.performance_insights_enabled:
        db.performance_insights_retention_period = 7
        db.performance_insights_kms_key_id = self.params.get("PerformanceInsightsKMSKeyId") or getattr(db, "kms_key_id", None)
    return result


rds_responses.RDSResponse.create_db_instance = create_db_instance

# --------------------------------------------------------------------------- EC2
from moto.ec2.models import launch_templates as lt

_lt_init = lt.LaunchTemplate.__init__


def lt_init(self, backend, name, template_data, version_description, tag_spec):
    if "TagSpecifications" in template_data:  # moto folds the template's own tags into the launch data
        keep = [t for t in template_data["TagSpecifications"] if t.get("ResourceType") != "launch-template"]
        template_data["TagSpecifications"] = keep
        if not keep:
            del template_data["TagSpecifications"]
    _lt_init(self, backend, name, template_data, version_description, tag_spec)


lt.LaunchTemplate.__init__ = lt_init

from moto.ec2.models.security_groups import SecurityGroupRule

SecurityGroupRule.description = property(
    lambda self: (self.ip_range or {}).get("Description") or (self.source_group or {}).get("Description") or (self.prefix_list_id or {}).get("Description"))

# Interfaces that a service keeps for itself are told from forgotten ones by their description, as on AWS.
from moto.ec2.models import EC2Backend as _EC2
from moto.ec2.models import nat_gateways as _nats
from moto.efs import models as _efs

_vpce, _nat_init, _mount = _EC2.create_vpc_endpoint, _nats.NatGateway.__init__, _efs.EFSBackend.create_mount_target


def create_vpc_endpoint(self, *a, **kw):
    endpoint = _vpce(self, *a, **kw)
    for eni in endpoint.network_interface_ids or []:
        self.enis[eni].description = f"VPC Endpoint Interface {endpoint.id}"
    return endpoint


def nat_init(self, *a, **kw):
    _nat_init(self, *a, **kw)
    self._eni.description = f"Interface for NAT Gateway {self.id}"


def create_mount_target(self, *a, **kw):
    target = _mount(self, *a, **kw)
    self.ec2_backend.enis[target.network_interface_id].description = f"EFS mount target for {target.file_system_id}"
    return target


from moto.ec2.models.instances import Instance as _Instance

_terminate = _Instance.terminate


def terminate(self, *a, **kw):
    state = _terminate(self, *a, **kw)
    for nic in list(self.nics.values()):  # the interface that came with the instance goes with it; another outlives it and is free
        if nic.description == "Primary network interface":
            self.ec2_backend.enis.pop(nic.id, None)
        elif not nic.delete_on_termination:
            nic.instance, nic.attachment_id, nic.status = None, None, "available"  # the ended instance is still described with it
    return state


_Instance.terminate = terminate
_EC2.create_vpc_endpoint, _nats.NatGateway.__init__, _efs.EFSBackend.create_mount_target = create_vpc_endpoint, nat_init, create_mount_target

if STRICT:
    from moto.ec2.models import EC2Backend
    from moto.elb.models import elb_backends
    from moto.elbv2.models import elbv2_backends

    _ds, _dsg, _dvpc = EC2Backend.delete_subnet, EC2Backend.delete_security_group, EC2Backend.delete_vpc
    _digw, _dnat, _dvpce = EC2Backend.detach_internet_gateway, EC2Backend.delete_nat_gateway, EC2Backend.delete_vpc_endpoints

    def _lbs(self):
        """(id, subnet ids, security group ids) of every classic and v2 load balancer"""
        for lb in elbv2_backends[self.account_id][self.region_name].load_balancers.values():
            yield lb.arn, {s.id for s in lb.subnets}, set(lb.security_groups or []), lb.scheme
        for lb in elb_backends[self.account_id][self.region_name].load_balancers.values():
            yield lb.name, set(lb.subnets or []), set(lb.security_groups or []), lb.scheme

    def delete_subnet(self, subnet_id):
        if any(e.subnet.id == subnet_id for e in self.enis.values()) or any(subnet_id in s for _, s, _, _ in _lbs(self)):
            raise DependencyViolationError(f"The subnet '{subnet_id}' has dependencies and cannot be deleted.")
        return _ds(self, subnet_id)

    def delete_security_group(self, name=None, group_id=None):
        gid = group_id or getattr(self.get_security_group_by_name_or_id(name), "id", None)
        if any(gid in [g.id for g in e.group_set] for e in self.enis.values()) or any(gid in g for _, _, g, _ in _lbs(self)):
            raise DependencyViolationError(f"resource {gid} has a dependent object")
        return _dsg(self, name, group_id)

    def delete_vpc(self, vpc_id):
        if [g for g in self.groups.get(vpc_id, {}).values() if g.name != "default"] or [
                i for i in self.internet_gateways.values() if i.vpc and i.vpc.id == vpc_id]:
            raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
        return _dvpc(self, vpc_id)

    def detach_internet_gateway(self, internet_gateway_id, vpc_id):
        subnets = {s.id for az in self.subnets.values() for s in az.values() if s.vpc_id == vpc_id}
        if any(n.state != "deleted" and n.subnet_id in subnets for n in self.nat_gateways.values()) or any(
                scheme == "internet-facing" and s & subnets for _, s, _, scheme in _lbs(self)):
            raise DependencyViolationError(f"Network {vpc_id} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.")
        return _digw(self, internet_gateway_id, vpc_id)

    def delete_nat_gateway(self, nat_gateway_id):
        nat = _dnat(self, nat_gateway_id)
        self.enis.pop(nat._eni.id, None)
        return nat

    def delete_vpc_endpoints(self, vpce_ids=None):
        for v in vpce_ids or []:
            for e in getattr(self.vpc_end_points.get(v), "network_interface_ids", None) or []:
                self.enis.pop(e, None)
        return _dvpce(self, vpce_ids)

    for f in (delete_subnet, delete_security_group, delete_vpc, detach_internet_gateway, delete_nat_gateway, delete_vpc_endpoints):
        setattr(EC2Backend, f.__name__, f)

# ---------------------------------------------------------------------------- S3
# moto ignores Condition, so the usual "deny unless aws:SecureTransport" bucket policy denies everything
from moto.iam.access_control import IAMPolicyStatement, PermissionResult

_permitted = IAMPolicyStatement.is_action_permitted


def is_action_permitted(self, *a, **kw):
    st = self._statement
    if st.get("Effect") == "Deny" and "aws:SecureTransport" in json.dumps(st.get("Condition", {})):
        return PermissionResult.NEUTRAL
    return _permitted(self, *a, **kw)


IAMPolicyStatement.is_action_permitted = is_action_permitted

from moto.s3.models import FakeDeleteMarker  # deleting the last version of a key with a delete marker is a 500 in 5.2.1

FakeDeleteMarker.dispose = lambda self, garbage=False: None

if __name__ == "__main__":
    from moto.server import main

    main()
