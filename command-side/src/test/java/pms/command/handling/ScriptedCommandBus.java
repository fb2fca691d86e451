package pms.command.handling;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** A command bus that answers by a script. */
final class ScriptedCommandBus implements CommandBus {

    private final List<List<Object>> dispatched = new CopyOnWriteArrayList<>();
    private volatile Function<List<Object>, CompletableFuture<CommandResultMessage>> script =
            group -> CompletableFuture.failedFuture(new IllegalStateException("no script"));

    /** What is answered, by the number of the call from 1. */
    void answers(IntFunction<CompletableFuture<CommandResultMessage>> script) {
        answersGroups(group -> script.apply(dispatched()));
    }

    /** What is answered, by the commands of the group. */
    void answersGroups(Function<List<Object>, CompletableFuture<CommandResultMessage>> script) {
        this.script = script;
    }

    int dispatched() {
        return dispatched.size();
    }

    /** The commands of each group so far. */
    List<List<Object>> groups() {
        return dispatched;
    }

    @Override
    public CompletableFuture<CommandResultMessage> dispatch(
            CommandMessage command, @Nullable ProcessingContext context) {
        CommandGroup group = (CommandGroup) Objects.requireNonNull(command.payload());
        List<Object> commands =
                group.commands().stream().map(GivenCommand::command).toList();
        dispatched.add(commands);
        return script.apply(commands);
    }

    @Override
    public CommandBus subscribe(QualifiedName name, CommandHandler handler) {
        return this;
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("dispatched", dispatched);
    }
}
