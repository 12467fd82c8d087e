package io.github.metricsgate.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.RecordedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

class DirectoryStoreContractTest extends RunStoreContract {

    @Override
    RunStore store(Retention retention, Clock clock) {
        return new DirectoryStore(temp.resolve("history"), retention, clock);
    }

    @Override
    void damage(RecordedRun run) throws Exception {
        String name = EntryName.of(run).text() + EntryName.ENTRY;
        try (Stream<Path> all = Files.walk(temp.resolve("history"))) {
            List<Path> found = all.filter(file -> file.endsWith(name)).toList();
            assertThat(found).hasSize(1);
            byte[] bytes = Files.readAllBytes(found.get(0));
            bytes[bytes.length / 2] ^= 1;
            Files.write(found.get(0), bytes);
        }
    }
}
