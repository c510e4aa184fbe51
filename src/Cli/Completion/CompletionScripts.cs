namespace Undercurrent.Cli.Completion;

/// <summary>The scripts: each passes the line and the place of the cursor to the hidden verb <c>complete</c>.</summary>
internal static class CompletionScripts
{
    private static readonly CompletionScript[] All =
    [
        new("bash", "undercurrent completion bash > ~/.local/share/bash-completion/completions/undercurrent", """
            # bash completion for undercurrent
            _undercurrent() {
                local IFS=$'\n'
                COMPREPLY=($(undercurrent complete --position "$COMP_POINT" -- "$COMP_LINE" 2>/dev/null))
                # What stands before an equals sign or a colon is a word of its own for bash.
                local prefix="${COMP_LINE:0:COMP_POINT}"
                prefix="${prefix##* }"
                if [[ "$prefix" == *[=:]* ]]; then
                    local cut="${prefix%"${prefix##*[=:]}"}"
                    COMPREPLY=("${COMPREPLY[@]#"$cut"}")
                fi
            }
            complete -F _undercurrent undercurrent

            """),
        new("zsh", "undercurrent completion zsh > \"${fpath[1]}/_undercurrent\"", """
            #compdef undercurrent
            _undercurrent() {
                local -a found
                found=("${(@f)$(undercurrent complete --position $CURSOR -- "$BUFFER" 2>/dev/null)}")
                compadd -a found
            }
            compdef _undercurrent undercurrent

            """),
        new("fish", "undercurrent completion fish > ~/.config/fish/completions/undercurrent.fish", """
            # fish completion for undercurrent
            complete -c undercurrent -f -a '(undercurrent complete --position (commandline -C) -- (commandline) 2>/dev/null)'

            """),
        new("pwsh", "undercurrent completion pwsh >> $PROFILE", """
            # PowerShell completion for undercurrent
            Register-ArgumentCompleter -Native -CommandName undercurrent -ScriptBlock {
                param($wordToComplete, $commandAst, $cursorPosition)
                undercurrent complete --position $cursorPosition -- "$commandAst" 2>$null | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """),
    ];

    public static IReadOnlyList<string> Shells { get; } = [.. All.Select(script => script.Shell)];

    public static CompletionScript? Find(string shell) => All.FirstOrDefault(script => script.Shell == shell);
}
