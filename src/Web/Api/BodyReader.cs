using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>Reads an object of the contract member by member, so that all that is wrong is told, by the member's name.</summary>
internal static class BodyReader
{
    private static readonly JsonSerializerOptions Options = ContractJson.Options;

    /// <summary>Null when anything is wrong; it is added to the errors then.</summary>
    public static T? Read<T>(JsonElement body, RequestErrors errors)
        where T : class
    {
        try
        {
            return ReadMembers<T>(body, errors);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // All else was looked at one by one: this is what the serializer says of a lone surrogate.
            throw new ProblemException(ProblemKinds.BadJson, "A text or a name in the body is not well-formed Unicode.");
        }
    }

    private static T? ReadMembers<T>(JsonElement body, RequestErrors errors)
        where T : class
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            errors.Add("body", $"is {Shown(body)}; it must be an object, as in {{}}.");
            return null;
        }

        var contract = Options.GetTypeInfo(typeof(T));
        var isRight = true;
        foreach (var member in body.EnumerateObject())
        {
            if (contract.Properties.FirstOrDefault(property => property.Name == member.Name) is { } property)
            {
                isRight &= CheckMember(property, member.Value, errors);
            }
            else
            {
                isRight = false;
                errors.Add(ApiRequest.Shown(member.Name), Unknown(member.Name, contract));
            }
        }

        foreach (var missing in contract.Properties.Where(property => property.IsRequired && !body.TryGetProperty(property.Name, out _)))
        {
            isRight = false;
            errors.Add(missing.Name, $"is missing; it is {Words(missing.PropertyType)}.");
        }

        return isRight ? body.Deserialize<T>(Options) : null;
    }

    private static string Unknown(string name, JsonTypeInfo contract)
    {
        var known = contract.Properties.Select(property => property.Name).ToArray();
        var near = NearestNames.Of(name, known);
        return near.Count > 0 ? $"is no member of this request. Did you mean {string.Join(" or ", near)}?" : $"is no member of this request; it has {string.Join(", ", known)}.";
    }

    private static bool CheckMember(JsonPropertyInfo property, JsonElement value, RequestErrors errors)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (type == typeof(JsonElement))
        {
            return true;
        }

        // Null is as good as absent, but for what must be there.
        if (value.ValueKind == JsonValueKind.Null)
        {
            return !property.IsRequired || Refuse(property.Name, value, property.PropertyType, errors);
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return value.ValueKind == JsonValueKind.Object
                ? value.EnumerateObject().Aggregate(true, (soFar, entry) => CheckText($"{property.Name}.{ApiRequest.Shown(entry.Name)}", entry.Value, errors) && soFar)
                : Refuse(property.Name, value, type, errors);
        }

        if (type == typeof(IReadOnlyList<string>))
        {
            return value.ValueKind == JsonValueKind.Array
                ? value.EnumerateArray().Index().Aggregate(true, (soFar, entry) => CheckText($"{property.Name}[{entry.Index}]", entry.Item, errors) && soFar)
                : Refuse(property.Name, value, type, errors);
        }

        try
        {
            _ = value.Deserialize(type, Options);
            return true;
        }
        catch (JsonException)
        {
            return Refuse(property.Name, value, type, errors);
        }
    }

    private static bool CheckText(string field, JsonElement value, RequestErrors errors) =>
        value.ValueKind == JsonValueKind.String || Refuse(field, value, typeof(string), errors);

    private static bool Refuse(string field, JsonElement value, Type type, RequestErrors errors)
    {
        errors.Add(field, $"is {Shown(value)}; it must be {Words(type)}.");
        return false;
    }

    private static string Words(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? "a text"
            : type == typeof(int) ? "a whole number"
            : type == typeof(IReadOnlyDictionary<string, string>) ? "an object of texts"
            : type == typeof(IReadOnlyList<string>) ? "an array of texts"
            : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName))}"
            : "what the reference says";
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        _ => ApiRequest.Shown(value.GetRawText()),
    };
}
