package explain

import (
	"strconv"
	"sync"
)

func itoa(n int) string { return strconv.Itoa(n) }

// composeRules are the keys that take more than a sentence with their value in it.
var composeRules = sync.OnceValue(func() map[string]composeRule {
	return map[string]composeRule{
		"version": versionSays, "name": nameSays, "include": includeSays,
		"services": servicesSays, "services.*": serviceSays, "jobs.*": serviceSays,
		"volumes": volumesSays, "volumes.*": volumeSays, "volumes.*.external": externalSays,
		"networks": networksSays, "networks.*": networkSays, "networks.*.external": externalSays, "networks.*.ipam": ipamSays,
		"secrets": secretsSays, "secrets.*": secretSays, "secrets.*.external": externalSays,
		"configs": secretsSays, "configs.*": secretSays, "configs.*.external": externalSays,
		"secrets.*.file": contentFile, "secrets.*.environment": contentEnvironment,
		"configs.*.file": contentFile, "configs.*.environment": contentEnvironment, "configs.*.content": contentHere,
		"models": modelsSays, "models.*": modelSays, "jobs.*.triggers": triggersSays, "jobs.*.triggers.schedule": scheduleSays,

		"services.*.image": imageKeySays, "services.*.build": buildSays, "services.*.build.context": contextSays,
		"services.*.build.args": argsSays, "services.*.build.additional_contexts": contextsSays,
		"services.*.ports": portsSays, "services.*.expose": exposeSays,
		"services.*.environment": environmentSays, "services.*.env_file": envFileSays,
		"services.*.depends_on": dependsSays, "services.*.links": linksSays,
		"services.*.healthcheck": healthcheckSays, "services.*.healthcheck.test": healthTestSays,
		"services.*.healthcheck.interval": intervalSays, "services.*.healthcheck.timeout": timeoutSays,
		"services.*.healthcheck.retries": retriesSays, "services.*.healthcheck.start_period": startPeriodSays,
		"services.*.healthcheck.start_interval": startIntervalSays,
		"services.*.volumes":                    mountsSays, "services.*.tmpfs": tmpfsSays,
		"services.*.networks": joinsSays, "services.*.network_mode": networkModeSays,
		"services.*.profiles": profilesSays, "jobs.*.profiles": profilesSays,
		"services.*.secrets": grantsSays, "services.*.configs": grantsSays,
		"services.*.deploy": deploySays, "services.*.deploy.replicas": replicasSays, "services.*.scale": replicasSays,
		"services.*.deploy.resources": resourcesSays, "services.*.deploy.resources.limits": limitsSays,
		"services.*.deploy.resources.reservations":   reservationsSays,
		"services.*.deploy.restart_policy":           restartPolicySays,
		"services.*.deploy.restart_policy.condition": restartSays, "services.*.restart": restartSays,
		"services.*.deploy.update_config": updateSays, "services.*.deploy.rollback_config": updateSays,
		"services.*.deploy.placement": placementSays, "services.*.blkio_config": blkioSays,
		"services.*.command": commandSays, "services.*.entrypoint": commandSays,
		"services.*.user": userSays, "services.*.container_name": containerNameSays,
		"services.*.labels": labelsSays, "services.*.sysctls": labelsSays, "services.*.ulimits": ulimitsSays,
		"services.*.extra_hosts": extraHostsSays, "services.*.cap_add": capsSays, "services.*.cap_drop": capsSays,
		"services.*.security_opt": securityOptSays, "services.*.devices": devicesSays, "services.*.gpus": gpusSays,
		"services.*.logging": loggingSays, "services.*.pull_policy": pullPolicySays, "services.*.extends": extendsSays,
		"services.*.develop": developSays, "services.*.develop.watch": watchSays,
		"services.*.ipc": shareSays, "services.*.pid": shareSays,
		"services.*.post_start": hooksSays, "services.*.pre_stop": hooksSays,
	}
})
