def log = new File(basedir, 'build.log').getText('UTF-8')

def runs = log.split(/BUILD (FAILURE|SUCCESS)/)
assert runs.size() == 4
assert runs[1].contains("p99 of phase 0 'Load' is 3 ms, over its limit of 2 ms by 50 % (<p99Threshold> in pom.xml:21)")
def skipped = 'Skipped: <skip> or -Dmetricsgate.skip is true, although there is a snapshot ' +
        new File(basedir, 'metrics-snapshot.json')
for (run in runs[1, 2]) {
    assert run.readLines().count { it.endsWith(skipped) } == 1
    assert run.readLines().count { it.endsWith('Skipped: <skip> or -Dmetricsgate.skip is true') } == 1
}
def withoutEffect = '-Dmetricsgate.skip=false has no effect: <skip>true</skip> in the pom is preferred by Maven; let the pom' +
        ' say <skip>${metricsgate.skip}</skip> or leave it out there'
assert runs[2].readLines().count { it.startsWith('[WARNING]') && it.endsWith(withoutEffect) } == 2
