using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Undercurrent.Web.Access;

/// <summary>Keeps the keys that sign cookies as long as the process lives, and nowhere else. Thread-safe.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly Lock _gate = new();
    private readonly List<XElement> _keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_gate)
        {
            return [.. _keys.Select(key => new XElement(key))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (_gate)
        {
            _keys.Add(new XElement(element));
        }
    }
}
