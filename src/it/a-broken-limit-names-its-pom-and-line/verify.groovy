def log = new File(basedir, 'build.log').getText('UTF-8')

def runs = log.split(/BUILD (FAILURE|SUCCESS)/)
assert runs.size() == 4

def inTheBuild = runs[1]
for (line in [
    "p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (<p99Threshold> in child/pom.xml:18)",
    "duration of phase 0 'Load' is 1000 ms, over its limit of 500 ms by 100 % (<thresholds><of-the-parent> in pom.xml:32)",
    "p95 of phase 0 'Load' is 2 ms, over its limit of 1 ms by 100 % (<thresholds><of-a-property> in pom.xml:33, from the"
            + " property 'slo.limit' (pom.xml:15, or -Dslo.limit))",
    "items_processed of phase 0 'Load' is 200, under its limit of 500 by 60 % (<thresholds><of-both> in pom.xml:36 and"
            + " child/pom.xml:20)",
    "rss_mb.max of the run is 512.3, over its limit of 500 by 2 % (<thresholds><of-a-profile> in child/pom.xml:37,"
            + " profile 'strict', from the property 'strict.limit' (child/pom.xml:44, or -Dstrict.limit))",
    "p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (the property <metricsgate.p99Threshold> in"
            + " by-property/pom.xml:13)",
]) {
    assert inTheBuild.contains(line) : line
}

def onTheCommandLine = runs[2]
for (line in [
    "p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (<p99Threshold> in child/pom.xml:18)",
    "p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (-Dmetricsgate.p99Threshold)",
    "p95 of phase 0 'Load' is 2 ms, over its limit of 1 ms by 100 % (<thresholds><of-a-property> in pom.xml:33, from the"
            + " property 'slo.limit' (-Dslo.limit))",
]) {
    assert onTheCommandLine.contains(line) : line
}

def parentElsewhere = runs[3]
def parent = 'org.example:a-broken-limit-names-its-pom-and-line:1.0'
for (line in [
    "p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (<p99Threshold> in pom.xml:18)",
    "p95 of phase 0 'Load' is 2 ms, over its limit of 1 ms by 100 % (<thresholds><of-a-property> in $parent, line 33, from"
            + " the property 'slo.limit' ($parent, line 15, or -Dslo.limit))",
    "items_processed of phase 0 'Load' is 200, under its limit of 500 by 60 % (<thresholds><of-both> in $parent, line 36 and"
            + " pom.xml:20)",
]) {
    assert parentElsewhere.contains(line) : line
}
