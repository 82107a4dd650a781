// Moving: asks a board, or the gateway on a computer, over its API (docs/openapi.yaml) with a
// script's key. One request at a time, since a key may have no more. What goes wrong is a sentence.

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Portreeve.Moving.Asking;

/// <summary>The board did not answer as it should; the message says what to do.</summary>
internal sealed class BoardException(string message) : Exception(message);

/// <summary>One board's API.</summary>
internal sealed class BoardApi : IDisposable
{
    /// <summary>A board alone answers within a second; a busy one within a few.</summary>
    public const int PatienceSeconds = 15;

    private readonly HttpClient _client;

    /// <param name="board">Where it is: http://192.168.1.5 or with a port.</param>
    /// <param name="key">A key that the owner made; null for what everybody may ask.</param>
    /// <param name="patienceSeconds">How long to wait for an answer.</param>
    public BoardApi(Uri board, string key, int patienceSeconds = PatienceSeconds)
    {
        _client = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = board,
            Timeout = TimeSpan.FromSeconds(patienceSeconds),
        };
        if (key != null)
        {
            _client.DefaultRequestHeaders.Authorization =
                new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <summary>Where the board is.</summary>
    public Uri Address => _client.BaseAddress;

    /// <summary>Asks; throws BoardException when there is no answer to build on.</summary>
    public JsonElement Get(string what) =>
        Send(new HttpRequestMessage(HttpMethod.Get, "/api/v1/" + what), out bool _);

    /// <summary>Changes something.</summary>
    /// <param name="what">The path below /api/v1/.</param>
    /// <param name="body">What to say.</param>
    /// <param name="isDone">False: refused, and the answer holds the errors.</param>
    public JsonElement Post(string what, object body, out bool isDone) =>
        Send(new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + what)
        {
            Content = JsonContent.Create(body),
        }, out isDone);

    public void Dispose() => _client.Dispose();

    private JsonElement Send(HttpRequestMessage request, out bool isDone)
    {
        try
        {
            using (request)
            using (HttpResponseMessage response = _client.Send(request))
            {
                isDone = response.IsSuccessStatusCode;
                using Stream stream = response.Content.ReadAsStream();
                using var reader = new StreamReader(stream);
                string text = reader.ReadToEnd();
                // 400 and 409 refuse a change, in words about the line; the rest is about us.
                bool isRefusal = request.Method == HttpMethod.Post
                    && (int)response.StatusCode is (400 or 409);
                if (isDone || isRefusal)
                {
                    return JsonDocument.Parse(text).RootElement.Clone();
                }
                throw new BoardException(Trouble((int)response.StatusCode, text));
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException
            or IOException or JsonException)
        {
            throw new BoardException($"{Address} does not answer ({e.Message})");
        }
    }

    private string Trouble(int status, string text)
    {
        string said = $"{Address} says {status}";
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            if (document.RootElement.TryGetProperty("errors", out JsonElement errors)
                && errors.GetArrayLength() > 0)
            {
                said += ": " + errors[0].GetProperty("message").GetString();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException
            or KeyNotFoundException)
        {
            // No words, then; the number has to do.
        }
        return status switch
        {
            401 => said + ". Make a key on its page, under Board, and hand it over with --key",
            421 => said + ". Ask it by its address, or add the name on its page, under Board",
            _ => said,
        };
    }
}
