def log = new File(basedir, 'build.log').getText('UTF-8')

def expected = new File(basedir, 'artifacts/plan1/SHA256SUMS').readLines()[1].split(/ +/)[0]
def found = java.security.MessageDigest.getInstance('SHA-256')
        .digest(new File(basedir, 'artifacts/plan1/resource_usage.jsonl').bytes).encodeHex()
assert log.contains("1 violation in ${new File(basedir, 'artifacts/plan1')}; the files were changed or truncated, or"
        + ' are still being written: run persist-metrics again:')
assert log.contains("resource_usage.jsonl: SHA-256 is $found, but SHA256SUMS lists $expected")
