namespace Undercurrent.Conformance;

public enum OrderKind
{
    Normal = 0,
    Express = 1,
}
