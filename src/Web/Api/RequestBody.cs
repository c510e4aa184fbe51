using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>Reads the body of a request as JSON, with errors that say where it is wrong.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The body as a type of the contract; what is wrong with it is added to the request's errors, and the answer is null.</summary>
    /// <exception cref="ProblemException">It is no JSON, too large, or of another type.</exception>
    public static async Task<T?> ReadAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : class
    {
        var bytes = await ReadBytesAsync(request.Http.Request, cancellationToken);
        using var json = Parse(bytes, ContractJson.Options.MaxDepth);
        return BodyReader.Read<T>(json.RootElement, request.Errors);
    }

    /// <summary>As <see cref="ReadAsync"/>; without a body as if it were an empty object.</summary>
    public static async Task<T?> ReadOptionalAsync<T>(ApiRequest request, CancellationToken cancellationToken)
        where T : class, new() =>
        request.Http.Request is { ContentLength: null or 0, ContentType: null } ? new T() : await ReadAsync<T>(request, cancellationToken);

    /// <summary>The body as it is, which is any JSON.</summary>
    /// <exception cref="ProblemException">It is no JSON, too large, or of another type.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadJsonAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var bytes = await ReadBytesAsync(request.Http.Request, cancellationToken);
        using var json = Parse(bytes, maxDepth: 64);
        return bytes;
    }

    public static ProblemException WrongType(HttpRequest request) => new(
        ProblemKinds.UnsupportedMediaType,
        request.ContentType is null ? "The request says no Content-Type." : $"The Content-Type is {ApiRequest.Shown(request.ContentType)}.")
    {
        Next = "Send JSON with the header Content-Type: application/json.",
    };

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw WrongType(request);
        }

        var limit = (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<BodyLimit>() ?? BodyLimit.Default).Bytes;
        var body = new ArrayBufferWriter<byte>();
        int read;
        while ((read = await request.Body.ReadAsync(body.GetMemory(4096), cancellationToken)) > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > limit)
            {
                throw BodyLimitMiddleware.TooLarge(null, limit);
            }
        }

        return body.WrittenMemory;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> bytes, int maxDepth)
    {
        if (bytes.IsEmpty)
        {
            throw new ProblemException(ProblemKinds.BadJson, "The body is empty.") { Next = "Send a JSON body." };
        }

        try
        {
            return JsonDocument.Parse(bytes, Strict with { MaxDepth = maxDepth });
        }
        catch (JsonException exception)
        {
            throw new ProblemException(ProblemKinds.BadJson, WordsOf(exception));
        }
    }

    // The serializer counts lines and bytes from 0 and says so at the end of its sentence; people count from 1.
    private static string WordsOf(JsonException exception)
    {
        var words = exception.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0];
        return exception is { LineNumber: { } line, BytePositionInLine: { } position } ? $"Line {line + 1}, byte {position + 1}: {words}" : words;
    }
}
