namespace Undercurrent.Web.Pages;

/// <summary>An input to choose.</summary>
public enum Season
{
    Wet = 0,
    Dry = 1,
}
