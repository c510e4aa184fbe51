using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>Whether and when a failed attempt is tried again. Immutable; change it with <c>with</c>.</summary>
/// <remarks>
/// A failure is tried again when attempts are left, its type is one to retry, the predicate agrees, and the next attempt
/// would begin before the deadline. <see cref="NonRetryableException"/> and what is wrong with the call itself are never
/// tried again.
/// </remarks>
public sealed record RetryOptions
{
    /// <summary>A failure is final. The default.</summary>
    public static readonly RetryOptions None = new();

    private readonly int _maxAttempts = 1;
    private readonly int _maxLostAttempts = 3;
    private readonly TimeSpan _delay = TimeSpan.Zero;
    private readonly double _backoffFactor = 1;
    private readonly TimeSpan _maxDelay = TimeSpan.FromDays(1);
    private readonly double _jitter;
    private readonly TimeSpan? _deadline;
    private readonly IReadOnlyList<string> _retriedTypes = [];
    private readonly IReadOnlyList<string> _finalTypes = [];
    private readonly bool _hadPredicate;

    /// <summary>The most attempts that may fail, the first included; default 1, from 1 to 1,000.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxAttempts
    {
        get => _maxAttempts;
        init => _maxAttempts = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxAttempts counts the first attempt too: from 1 (no retry) to 1,000.");
    }

    /// <summary>
    /// The most attempts in a row that may be lost with their silo or process; default 3, from 1 to 1,000. A lost attempt
    /// is no failure of the task and has this limit of its own, which keeps an action that kills its process from killing
    /// one after the other. It counts against what ran, not against who waited for it: while what the action called is under
    /// way, or has ended since the attempt began, its count begins anew.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxLostAttempts
    {
        get => _maxLostAttempts;
        init => _maxLostAttempts = value is >= 1 and <= 1000 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxLostAttempts is from 1 (a lost attempt fails the action) to 1,000.");
    }

    /// <summary>The time between the first failed attempt and the next; default none, up to a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or over a day.</exception>
    public TimeSpan Delay
    {
        get => _delay;
        init => _delay = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "The delay between attempts is from zero to a day.");
    }

    /// <summary>By how much each delay is longer than the one before; default 1 (all alike), from 1 to 100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double BackoffFactor
    {
        get => _backoffFactor;
        init => _backoffFactor = value is >= 1 and <= 100 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "BackoffFactor is from 1 (all delays alike) to 100; 2 doubles the delay each time.");
    }

    /// <summary>The longest delay, whatever the factor makes of it; default and most a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or over a day.</exception>
    public TimeSpan MaxDelay
    {
        get => _maxDelay;
        init => _maxDelay = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(1) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "MaxDelay is from zero to a day.");
    }

    /// <summary>
    /// The share of each delay that is left to chance, so that what failed together isn't tried again together; default 0,
    /// from 0 to 1. With 0.2 each delay is 80 to 100 % of what it would be. The same attempt always gets the same delay,
    /// also when it is computed again after a crash.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public double Jitter
    {
        get => _jitter;
        init => _jitter = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "Jitter is a share of the delay: from 0 (none) to 1 (anything from no delay to all of it).");
    }

    /// <summary>
    /// How long after the action was called its last attempt may begin; null (the default) for any time, up to 365 days. It is
    /// measured from the recorded call, so a crash doesn't prolong it. Zero allows the first attempt only.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or over 365 days.</exception>
    public TimeSpan? Deadline
    {
        get => _deadline;
        init => _deadline = value is null || (value >= TimeSpan.Zero && value <= TimeSpan.FromDays(365)) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "Deadline is from zero (no second attempt) to 365 days; null for none.");
    }

    /// <summary>
    /// The full names of the exception types that are tried again, and with each all types derived from it; empty (the default)
    /// for all. See <see cref="RetryOn{TException}"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public IReadOnlyList<string> RetriedTypes
    {
        get => _retriedTypes;
        init => _retriedTypes = Checked(value);
    }

    /// <summary>
    /// The full names of the exception types that are not tried again, and with each all types derived from it; empty by default.
    /// It wins over <see cref="RetriedTypes"/>. See <see cref="DontRetryOn{TException}"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public IReadOnlyList<string> FinalTypes
    {
        get => _finalTypes;
        init => _finalTypes = Checked(value);
    }

    /// <summary>
    /// Asked last about a failure that could be tried again: it sees type, message and cause as data, wherever the attempt ran.
    /// Null (the default) agrees. It runs where the caller is, from any thread, also again after a crash, and should depend on the failure alone.
    /// When it throws, the failure is final, and the log has what it threw.
    /// </summary>
    /// <remarks>A launch can't carry it: give it to the task where the task is defined.</remarks>
    [JsonIgnore]
    public Func<TaskFailure, bool>? RetryWhen { get; init; }

    /// <summary>Whether these options have a predicate, or had one before they were stored or sent.</summary>
    [JsonInclude]
    internal bool HasPredicate
    {
        get => _hadPredicate || RetryWhen is not null;
        init => _hadPredicate = value;
    }

    /// <summary>These options, which try failures of this type again, of types derived from it, and of those named so before; no others.</summary>
    /// <typeparam name="TException">As thrown by the body.</typeparam>
    public RetryOptions RetryOn<TException>()
        where TException : Exception => this with { RetriedTypes = [.. RetriedTypes, typeof(TException).FullName!] };

    /// <summary>As <see cref="RetryOn{TException}"/>, by full names, for types that aren't referenced here.</summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public RetryOptions RetryOn(params IEnumerable<string> types) => this with { RetriedTypes = [.. RetriedTypes, .. types] };

    /// <summary>These options, which don't try failures of this type again, nor of types derived from it.</summary>
    /// <typeparam name="TException">As thrown by the body.</typeparam>
    public RetryOptions DontRetryOn<TException>()
        where TException : Exception => this with { FinalTypes = [.. FinalTypes, typeof(TException).FullName!] };

    /// <summary>As <see cref="DontRetryOn{TException}"/>, by full names, for types that aren't referenced here.</summary>
    /// <exception cref="ArgumentException">A name is missing.</exception>
    public RetryOptions DontRetryOn(params IEnumerable<string> types) => this with { FinalTypes = [.. FinalTypes, .. types] };

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> types) =>
        types is not null && types.All(type => !string.IsNullOrWhiteSpace(type))
            ? types.Count == 0 ? [] : [.. types]
            : throw new ArgumentException("Exception types are named by their full names, as in System.TimeoutException; one of these is missing.", nameof(types));
}
