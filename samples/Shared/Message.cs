namespace Devmem.Samples.Shared;

/// <summary>The first byte of every message. A message is at most one packet, and the receiver answers it with one byte before the next is sent.</summary>
internal enum Message : byte
{
    /// <summary>Opens an upload; the second byte is the version of the protocol.</summary>
    Upload = 1,

    /// <summary>Opens a series of measurements; the second byte is the version of the protocol.</summary>
    Measure,

    /// <summary>A part of an upload.</summary>
    Block,

    /// <summary>Nothing new, but the sender is alive.</summary>
    KeepAlive,

    /// <summary>No block follows, but the trailer.</summary>
    End,

    /// <summary>The last message of an upload; the second byte is how many bytes its blocks had, modulo 256.</summary>
    Trailer,

    /// <summary>A measurement, of which only the newest counts.</summary>
    Sample,
}
