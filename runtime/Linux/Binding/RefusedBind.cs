using System;
using Devmem.Backends;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Binding;

/// <summary>Makes the exception of a refused bind.</summary>
internal static class RefusedBind
{
    private const string ModeText = "System already configured with autorelease=";

    /// <param name="kind">"receive" or "transmit".</param>
    /// <param name="requested">The mode the request stood for, where the kernel knows modes; null where it does not.</param>
    /// <param name="known">What the refusal means where something else than the answer told; null to read the answer.</param>
    internal static DevmemException Exception(
        string kind, string interfaceName, NetlinkFamily family, NetlinkStatus status, string? attribute, AutoreleaseMode? requested, BindRefusal? known = null)
    {
        string? text = status.Ack.Text;
        if (requested is AutoreleaseMode mode && IsModeConflict(status, out AutoreleaseMode current))
            return new DevmemModeException(mode, current, status.Errno, text);
        BindRefusal reason = known ?? RefusalTable.Classify(
            status.Errno, text, status.Ack.Offset is not null, status.Ack.MissingType is not null);
        string message = $"Could not make a {kind} binding on {interfaceName}. {RefusalTable.Repair(reason, interfaceName, family)}".TrimEnd();
        return DevmemBindException.Of(reason, message, status.Errno, text, attribute);
    }

    /// <summary>EBUSY from version 10 of the series, EINVAL from 7 to 9; the text is the same and names the mode the system is in.</summary>
    internal static bool IsModeConflict(NetlinkStatus status, out AutoreleaseMode current)
    {
        current = default;
        string text = status.Ack.Text ?? string.Empty;
        int start = text.IndexOf(ModeText, StringComparison.Ordinal);
        if (start < 0 || status.Errno is not (Errno.EBUSY or Errno.EINVAL))
            return false;
        ReadOnlySpan<char> value = text.AsSpan(start + ModeText.Length).Trim();
        current = value.StartsWith("0", StringComparison.Ordinal) ? AutoreleaseMode.Off : AutoreleaseMode.On;
        return true;
    }
}
