package pms.cli.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How to run PostgreSQL, which refuses to run as root: as it is for any other user; for root in a user namespace of its
 * own where the system allows that, else as another user that owns the data folder.
 */
record Unprivileged(List<String> prefix, @Nullable String user) {
    private static final List<String> CANDIDATES = List.of("postgres", "nobody");
    private static final long PROBE_SECONDS = 5;

    static Unprivileged find() {
        if (!Platform.isRoot()) {
            return new Unprivileged(List.of(), null);
        }
        if (succeeds(List.of("unshare", "-U", "true"))) {
            return new Unprivileged(List.of("unshare", "-U"), null);
        }
        return CANDIDATES.stream()
                .map(Unprivileged::asUser)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new RuntimeFailure("PostgreSQL does not run as root, and neither unshare nor setpriv"
                        + " works here: run as another user"));
    }

    private static Optional<Unprivileged> asUser(String user) {
        Optional<String> group = output(List.of("id", "-g", user));
        if (group.isEmpty()) {
            return Optional.empty();
        }
        List<String> prefix = List.of("setpriv", "--reuid=" + user, "--regid=" + group.get(), "--clear-groups", "--");
        List<String> probe = Stream.concat(prefix.stream(), Stream.of("true")).toList();
        return succeeds(probe) ? Optional.of(new Unprivileged(prefix, user)) : Optional.empty();
    }

    /** Another user can't reach the programs below root's home. */
    Path cacheFolder() {
        return user == null ? Platform.cacheFolder() : Path.of("/var/cache/pms");
    }

    /** Gives a folder and all in it to the user that PostgreSQL runs as. */
    void own(Path root) throws IOException {
        if (user == null) {
            return;
        }
        requireReachable(root);
        var principal = root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.toList()) {
                Files.setOwner(each, principal);
            }
        }
    }

    /** The folder above is its owner's alone, but the other user must get through it. */
    private void requireReachable(Path root) throws IOException {
        Path above = root.resolveSibling(".").toAbsolutePath().normalize();
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(above));
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
            Files.setPosixFilePermissions(above, permissions);
        }
        List<String> probe = Stream.concat(prefix.stream(), Stream.of("test", "-x", above.toString()))
                .toList();
        if (!succeeds(probe)) {
            throw new RuntimeFailure("PostgreSQL runs as " + user + " here, who can't reach " + above
                    + ": choose another data folder (--data), or run as another user than root");
        }
    }

    private static boolean succeeds(List<String> command) {
        return output(command).isPresent();
    }

    /** What a short command says; empty when it fails or there is no such command. */
    private static Optional<String> output(List<String> command) {
        try {
            Process probe = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean succeeded = probe.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && probe.exitValue() == 0;
            return succeeded ? Optional.of(said) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
