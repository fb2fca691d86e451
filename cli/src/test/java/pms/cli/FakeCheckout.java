package pms.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkout with the script {@code ./pms}, all of it built, whose Maven and Java only say that they were called. */
record FakeCheckout(Path folder) {
    static final List<String> MODULES = List.of(
            "schema",
            "schema/audit",
            "cli",
            "command-side",
            "query-side",
            "billing-grpc",
            "analytics-projector",
            "edge-gateway");

    static FakeCheckout built(Path folder) throws IOException {
        FakeCheckout checkout = new FakeCheckout(folder);
        checkout.build();
        return checkout;
    }

    private void build() throws IOException {
        Files.copy(Path.of("..", "pms"), folder.resolve("pms"), StandardCopyOption.COPY_ATTRIBUTES);
        program("mvnw", "echo \"maven $*\" >> maven-calls");
        program("jdk/bin/java", "echo \"java $*\"");
        program("jdk/bin/javac", "exit 0");
        write("jdk/release", "JAVA_VERSION=\"21.0.5\"");
        write("pom.xml", modules());
        for (String module : MODULES) {
            write(module + "/pom.xml", "");
            write(module + "/src/main/java/A.java", "");
            write(module + "/target/" + Path.of(module).getFileName() + "-1.jar", "");
        }
        write("cli/broker/pom.xml", "");
        write("cli/target/libs/b.jar", "");
        write("cli/broker/target/libs/c.jar", "");
        write("target/built", "");
    }

    private static String modules() {
        return Stream.concat(MODULES.stream(), Stream.of("e2e", "iac"))
                .map(module -> "    <module>" + module + "</module>\n")
                .collect(Collectors.joining());
    }

    String pms(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Process process = start(environment, arguments);
        String said = output(process);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(folder.resolve("pms").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().remove("PMS_NO_BUILD");
        builder.environment().putAll(environment);
        return builder.start();
    }

    static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    List<String> mavenCalls() throws IOException {
        Path calls = folder.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    void touchLater(String file) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(file), FileTime.from(Instant.now().plusSeconds(60)));
    }

    void program(String file, String script) throws IOException {
        write(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
