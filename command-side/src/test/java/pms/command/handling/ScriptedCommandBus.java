package pms.command.handling;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger dispatched = new AtomicInteger();
    private volatile IntFunction<CompletableFuture<CommandResultMessage>> script =
            call -> CompletableFuture.failedFuture(new IllegalStateException("no script"));

    /** What is answered, by the number of the call from 1. */
    void answers(IntFunction<CompletableFuture<CommandResultMessage>> script) {
        this.script = script;
    }

    int dispatched() {
        return dispatched.get();
    }

    @Override
    public CompletableFuture<CommandResultMessage> dispatch(
            CommandMessage command, @Nullable ProcessingContext context) {
        return script.apply(dispatched.incrementAndGet());
    }

    @Override
    public CommandBus subscribe(QualifiedName name, CommandHandler handler) {
        return this;
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("dispatched", dispatched.get());
    }
}
