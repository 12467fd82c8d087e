def log = new File(basedir, 'build.log').getText('UTF-8')

def broken = "p99 of phase 2 'Micro Questions' is 812.4 ms, over its limit of 500 ms by 62 %AZP25 (<p99Threshold> in pom.xml:21)"
def warning = 'rss_mb.max of the run is 512.3, over its limit of 500 by 2 %AZP25 (<thresholds><memory> in pom.xml:23)'
assert log.readLines().findAll { it.startsWith('##') } == [
    "##vso[task.logissue type=error]annotations-on-azure-pipelines: $broken",
    "##vso[task.logissue type=warning]annotations-on-azure-pipelines: $warning",
]
assert !log.contains('##teamcity[') && log.readLines().every { !it.startsWith('::') }
