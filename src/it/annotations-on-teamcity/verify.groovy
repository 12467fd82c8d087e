def log = new File(basedir, 'build.log').getText('UTF-8')

def broken = "p99 of phase 2 |'Micro Questions|' is 812.4 ms, over its limit of 500 ms by 62 % (<p99Threshold> in pom.xml:21)"
def warning = 'rss_mb.max of the run is 512.3, over its limit of 500 by 2 % (<thresholds><memory> in pom.xml:23)'
def messages = log.readLines().findAll { it.startsWith('##teamcity[') }
assert messages.findAll { it.startsWith('##teamcity[buildProblem ') }
        .collect { it.replaceFirst(/identity='metrics-gate-[0-9a-f-]{36}'/, "identity='...'") } ==
        ["##teamcity[buildProblem description='annotations-on-teamcity: $broken' identity='...']"]
assert messages.contains("##teamcity[message text='metrics-gate: annotations-on-teamcity: $warning' status='WARNING']" as String)
for (value in [
    "key='metrics-gate.annotations-on-teamcity.2 Micro Questions.p50' value='95'",
    "key='metrics-gate.annotations-on-teamcity.2 Micro Questions.p99' value='812.4'",
    "key='metrics-gate.annotations-on-teamcity.2 Micro Questions.duration' value='2000.5'",
    "key='metrics-gate.annotations-on-teamcity.2 Micro Questions.items_processed' value='1000'",
    "key='metrics-gate.annotations-on-teamcity.rss_mb.max' value='512.3'",
    "key='metrics-gate.annotations-on-teamcity.samples' value='1'",
]) {
    assert messages.contains("##teamcity[buildStatisticValue $value]" as String)
}
assert !log.contains('##vso[') && log.readLines().every { !it.startsWith('::') }
