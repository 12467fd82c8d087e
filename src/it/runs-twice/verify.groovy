def log = new File(basedir, 'build.log').getText('UTF-8')

def ours = log.readLines().findAll { it =~ /Wrote |SHA-256|p99|verdict|threshold/ }
assert ours.size() == 2 * 9
assert ours.take(9) == ours.drop(9)
def sums = new File(basedir, 'artifacts/plan1/SHA256SUMS').readLines()
assert sums.size() == 4
for (line in sums) {
    def (sum, name) = line.split('  ')
    assert ours.count { it.contains("  $name, ") && it.endsWith(" SHA-256 $sum") } == 2
    assert java.security.MessageDigest.getInstance('SHA-256')
            .digest(new File(basedir, "artifacts/plan1/$name").bytes).encodeHex().toString() == sum
}
