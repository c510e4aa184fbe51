using System.Net;

namespace Undercurrent.Web.Access;

public sealed class FailureLimitTests
{
    [Fact]
    public void Addresses_beyond_the_bound_share_one_count()
    {
        var limit = new FailureLimit(new ManualTime());
        for (var number = 0; number < FailureLimit.MaxAddresses; number++)
        {
            limit.Note(new IPAddress(number + 1));
        }

        for (var number = 0; number < FailureLimit.Most; number++)
        {
            limit.Note(new IPAddress(1_000_000 + number));
        }

        Assert.Equal(FailureLimit.Window, limit.WaitOf(new IPAddress(2_000_000)));
        Assert.Null(limit.WaitOf(new IPAddress(1)));
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    public void Address_counts_for_those_of_the_same_place(string wrong, string other, bool isLimited)
    {
        var limit = new FailureLimit(new ManualTime());
        for (var count = 0; count < FailureLimit.Most; count++)
        {
            limit.Note(IPAddress.Parse(wrong));
        }

        Assert.Equal(isLimited, limit.WaitOf(IPAddress.Parse(other)) is not null);
    }
}
