using System.Collections.Immutable;
using System.Text;

namespace Undercurrent.Execution;

/// <summary>Turns exceptions into <see cref="TaskFailure"/>.</summary>
internal static class FailureFactory
{
    private const int MaxStackLines = 30;
    private const int MaxCauses = 8;
    private const int MaxMessage = 16 * 1024;
    private const int MaxPassedOn = 1000;

    /// <summary>The failure of an attempt whose body threw <paramref name="exception"/>.</summary>
    public static TaskFailure From(Exception exception, ActionCall call)
    {
        if (exception is TaskFailedException passedOn)
        {
            var by = passedOn.Failure.PassedOnBy.IsDefault ? [] : passedOn.Failure.PassedOnBy;
            return by.Length >= MaxPassedOn ? passedOn.Failure : passedOn.Failure with { PassedOnBy = by.Add(call.Task) };
        }

        return Scrub(Describe(exception, MaxCauses), call.Context) with { Task = call.Task, ActionId = call.ActionId, Attempt = call.Attempt };
    }

    /// <summary>Without the sensitive values of a context: a body easily puts what it was given into a message.</summary>
    public static TaskFailure Scrub(TaskFailure failure, CustomContext context) => !context.HasSensitive ? failure : failure with
    {
        Message = SensitiveText.Scrub(failure.Message, context),
        StackTrace = SensitiveText.Scrub(failure.StackTrace, context),
        Cause = failure.Cause is null ? null : Scrub(failure.Cause, context),
    };

    /// <summary>A failure that the product itself found; it has no stack.</summary>
    public static TaskFailure Of(Exception exception, ActionCall call) => From(exception, call) with { StackTrace = null };

    /// <summary>An exception as data, of no action in particular.</summary>
    public static TaskFailure Describe(Exception exception) => Describe(exception, MaxCauses);

    private static TaskFailure Describe(Exception exception, int causesLeft)
    {
        var inner = CauseOf(exception);
        return new TaskFailure
        {
            Type = exception.GetType().FullName ?? exception.GetType().Name,
            BaseTypes = BaseTypesOf(exception),
            Message = Shorten(MessageOf(exception)),
            StackTrace = Trim(StackOf(exception)),
            Cause = inner switch
            {
                null => null,
                TaskFailedException failed => DepthOf(failed.Failure) < MaxCauses ? failed.Failure : failed.Failure.RootCause,
                _ when causesLeft == 0 => Describe(InnermostOf(inner), 0),
                _ => Describe(inner, causesLeft - 1),
            },
        };
    }

    private static ImmutableArray<string> BaseTypesOf(Exception exception)
    {
        var types = ImmutableArray.CreateBuilder<string>();
        for (var type = exception.GetType().BaseType; type is not null && type != typeof(Exception) && type != typeof(object); type = type.BaseType)
        {
            types.Add(type.FullName ?? type.Name);
        }

        return types.ToImmutable();
    }

    // The product's own word on an input says it all; the serializer's exception inside it names neither task nor input.
    private static Exception? CauseOf(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [var first, ..] } => first,
        TaskInputException => null,
        _ => exception.InnerException,
    };

    private static Exception InnermostOf(Exception exception)
    {
        while (CauseOf(exception) is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    // Who wraps at each of five hundred levels makes a chain that nobody reads: of a long one its root cause is kept.
    private static int DepthOf(TaskFailure failure) => failure.Cause is null ? 1 : 1 + DepthOf(failure.Cause);

    // A user's exception may override it, badly.
    private static string MessageOf(Exception exception)
    {
        try
        {
            return exception.Message ?? "";
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return $"(its message can't be read: {broken.GetType().Name})";
        }
    }

    private static string? StackOf(Exception exception)
    {
        try
        {
            return exception.StackTrace;
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return null;
        }
    }

    private static string Shorten(string message) =>
        message.Length <= MaxMessage ? message : string.Concat(message.AsSpan(0, MaxMessage), "… (cut)");

    // The reader looks for his own code: the frames of the product and of the runtime's plumbing only hide it.
    private static string? Trim(string? stack)
    {
        if (stack is null)
        {
            return null;
        }

        var text = new StringBuilder();
        var kept = 0;
        foreach (var line in stack.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var frame = line.TrimEnd('\r');
            if (frame.Contains(" Undercurrent.Execution.", StringComparison.Ordinal)
                || frame.Contains(" Undercurrent.TaskReturning`", StringComparison.Ordinal)
                || frame.StartsWith("---", StringComparison.Ordinal))
            {
                continue;
            }

            if (kept++ == MaxStackLines)
            {
                text.Append("\n   …");
                break;
            }

            text.Append(kept == 1 ? "" : "\n").Append(frame);
        }

        return text.Length == 0 ? null : text.ToString();
    }
}
