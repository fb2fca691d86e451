package pms.cli.up;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import pms.cli.folder.LogReader;
import pms.cli.runtime.Launch;
import pms.cli.runtime.RuntimeFailure;

/** What a service has logged since one start of it began: why it did not get ready. */
final class StartLog {
    private final String service;
    private final Path log;
    private final LogReader said;

    private StartLog(String service, Path log) {
        this.service = service;
        this.log = log;
        this.said = LogReader.fromEnd(log);
    }

    /** To be called before the service is started. */
    static StartLog begin(String service, Path log) {
        return new StartLog(service, log);
    }

    /** The reason, in one line: what the service itself gives as its reason, or else the last that it logged. */
    RuntimeFailure failure() {
        return refusal().orElseGet(() -> new RuntimeFailure(service + " does not start: " + Launch.lastLine(log)));
    }

    /**
     * That the service refused to start with what it was given, as a wrong key: it will refuse again. Empty when it
     * failed otherwise. Lines that come after, as a stack trace, do not matter.
     */
    Optional<RuntimeFailure> refusal() {
        String begin = "Nothing was changed, " + service + " does not start: ";
        for (List<String> lines = said.next(); !lines.isEmpty(); lines = said.next()) {
            for (String line : lines) {
                int at = line.indexOf(begin);
                if (at >= 0) {
                    return Optional.of(RuntimeFailure.lasting(line.substring(at).strip()));
                }
            }
        }
        return Optional.empty();
    }
}
