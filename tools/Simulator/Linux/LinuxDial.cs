// Simulator, Linux: a connection under way. It is a stream from the beginning; the kernel says
// when it stands.

using Portreeve.Outside;

namespace Portreeve.Simulator.Linux;

/// <summary>A connect that was started and is asked about.</summary>
internal sealed class LinuxDial : IDial
{
    private readonly LinuxStream _stream;

    /// <param name="stream">Connecting; null when there is no way to the target.</param>
    public LinuxDial(LinuxStream stream)
    {
        _stream = stream;
    }

    /// <inheritdoc/>
    public int State => _stream == null ? DialState.Failed : _stream.DialState;

    /// <inheritdoc/>
    public IStream Take() => _stream;

    /// <inheritdoc/>
    public void Abandon() => _stream?.Close(false);
}
