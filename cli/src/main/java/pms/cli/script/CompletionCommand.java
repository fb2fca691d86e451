package pms.cli.script;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pms completion}: prints a script, which is made from the commands that there are. */
@Command(
        name = "completion",
        description = {
            "Print a script that completes commands in bash or zsh.",
            "For this shell:      source <(./pms completion bash)",
            "For all of bash's:   ./pms completion bash > ~/.local/share/bash-completion/completions/pms"
        })
public final class CompletionCommand implements Callable<Integer> {
    private static final String FOR_ZSH =
            "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit";

    /** The shells that it works in. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Shell shell = Shell.bash;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (shell == Shell.zsh) {
            out.println(FOR_ZSH);
        }
        out.println(AutoComplete.bash("pms", spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
