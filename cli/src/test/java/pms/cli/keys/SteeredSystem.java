package pms.cli.keys;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import pms.cli.control.ControlServer;
import pms.cli.control.Controlled;
import pms.cli.folder.DataFolder;
import pms.cli.folder.FolderLock;
import pms.cli.gateway.ScriptedGateway;
import pms.cli.gateway.ScriptedGateway.Reply;
import pms.cli.gateway.ScriptedGateway.Request;
import pms.cli.system.PartState;
import pms.cli.system.PartStatus;
import pms.cli.system.SystemStatus;

/** A data folder with a supervisor and a command-side that answer as a test says, and the commands on it. */
final class SteeredSystem implements Controlled, AutoCloseable {
    final DataFolder data;
    final KekFile file;
    final ScriptedGateway commandSide;
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    Function<Request, Reply> script = this::rotated;
    PartState state = PartState.UP;
    /** What was in the key file when command-side was asked. */
    List<Kek> seen = List.of();

    private final ControlServer supervisor;
    private final FolderLock lock;

    SteeredSystem(Path root, Kek kek) throws IOException {
        data = new DataFolder(root);
        data.open();
        file = new KekFile(data);
        Files.createDirectory(data.keys());
        file.write(List.of(kek));
        commandSide = new ScriptedGateway(request -> {
            seen = file.read();
            return script.apply(request);
        });
        supervisor = ControlServer.open(data, this);
        lock = FolderLock.tryTake(data).orElseThrow();
    }

    int keys(String... arguments) {
        CommandLine line = new CommandLine(new KeysCommand());
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure.getMessage());
            return 1;
        });
        Stream<String> where = arguments.length == 0
                ? Stream.of()
                : Stream.of("--data", data.root().toString());
        return line.execute(Stream.concat(Stream.of(arguments), where).toArray(String[]::new));
    }

    Reply rotated(Request request) {
        return new Reply(200, "{\"active\": \"" + file.read().getFirst().id() + "\", \"rewrapped\": 7}");
    }

    /** Nobody works on the folder from now on. */
    void end() {
        lock.close();
    }

    @Override
    public void close() {
        lock.close();
        supervisor.close();
        commandSide.close();
    }

    @Override
    public SystemStatus status() {
        return new SystemStatus(
                List.of(new PartStatus("command-side", 1L, commandSide.port(), 9091, null, state)), List.of());
    }

    @Override
    public void startPart(String name) {}

    @Override
    public void stopPart(String name) {}

    @Override
    public void down() {}
}
