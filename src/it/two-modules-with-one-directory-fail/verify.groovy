def logs = new File(basedir, 'build.log').getText('UTF-8').split('(?m)^.*Scanning for projects.*$').drop(1)
def artifacts = new File(basedir, 'artifacts').canonicalFile
def error = { build, one, other ->
    ("persist-metrics (execution 'default' of org.example:$one) wrote nothing to $artifacts/$build: org.example:$other has persisted its"
            + ' set there in this build, and one would replace the other. Give each module an <outputDirectory> of its own, as'
            + ' ${project.basedir}/artifacts/plan1 is; -Dmetricsgate.outputDirectory sets one for all modules').toString()
}

// With -T2 whichever comes first, and without it the first of the modules.
assert logs.length == 2
assert logs[0].contains(error(1, 'ingestion', 'scoring')) ^ logs[0].contains(error(1, 'scoring', 'ingestion'))
assert logs[1].contains(error(2, 'scoring', 'ingestion'))
logs.each { assert !(it.contains('0 Ingestion') && it.contains('0 Scoring')) }
return true
