using System;
using System.Collections.Generic;

namespace Devmem.Linux.Netlink;

/// <summary>What one attribute must look like.</summary>
internal readonly record struct AttributePolicy(NetlinkAttributeType Type, ulong? Minimum, ulong? Maximum, uint? Nested);

/// <summary>
/// What a command accepts, as the kernel itself describes it (CTRL_CMD_GETPOLICY): the one way to learn it without sending the
/// command, and open to every user.
/// </summary>
internal sealed class CommandPolicy
{
    private readonly Dictionary<(uint Policy, ushort Attribute), AttributePolicy> _attributes = [];
    private uint? _top;

    internal AttributePolicy? this[ushort attribute] =>
        _top is uint top && _attributes.TryGetValue((top, attribute), out AttributePolicy policy) ? policy : null;

    /// <summary>An attribute inside the nest <paramref name="outer"/>.</summary>
    internal AttributePolicy? Nested(ushort outer, ushort attribute) =>
        this[outer]?.Nested is uint inner && _attributes.TryGetValue((inner, attribute), out AttributePolicy policy) ? policy : null;

    /// <summary>Null when this kernel cannot describe its policies, or not this command's.</summary>
    internal static CommandPolicy? Probe(NetlinkClient client, string family, uint command)
    {
        NetlinkRequest request = NetlinkRequest.Generic(Genl.GENL_ID_CTRL, Genl.CTRL_CMD_GETPOLICY, version: 1, Nl.NLM_F_DUMP)
            .Add(Genl.CTRL_ATTR_FAMILY_NAME, family)
            .Add(Genl.CTRL_ATTR_OP, command);
        NetlinkStatus status = client.Ask(request, Parse, out List<CommandPolicy> parts);
        return status.Errno != 0 ? null : Merge(parts);
    }

    /// <summary>A dump tells one attribute a message; null when it never says which policy is the command's.</summary>
    internal static CommandPolicy? Merge(IEnumerable<CommandPolicy> parts)
    {
        var whole = new CommandPolicy();
        foreach (CommandPolicy part in parts)
            whole.Include(part);
        return whole._top is null ? null : whole;
    }

    /// <summary>One message of the dump: the index of the command's policy, or one attribute of one policy.</summary>
    internal static CommandPolicy Parse(NetlinkMessage message)
    {
        var part = new CommandPolicy();
        ReadOnlySpan<byte> attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == Genl.CTRL_ATTR_OP_POLICY)
                part.ReadTop(attribute.Value);
            else if (attribute.Type == Genl.CTRL_ATTR_POLICY)
                part.ReadPolicies(attribute.Value);
        }

        return part;
    }

    private void Include(CommandPolicy part)
    {
        _top ??= part._top;
        foreach (KeyValuePair<(uint Policy, ushort Attribute), AttributePolicy> entry in part._attributes)
            _attributes[entry.Key] = entry.Value;
    }

    private void ReadTop(ReadOnlySpan<byte> commands)
    {
        while (NetlinkAttribute.TryRead(ref commands, out NetlinkAttribute command))
        {
            ReadOnlySpan<byte> kinds = command.Value;
            while (NetlinkAttribute.TryRead(ref kinds, out NetlinkAttribute kind))
            {
                if (kind.Type == Genl.CTRL_ATTR_POLICY_DO)
                    _top = kind.UInt32;
            }
        }
    }

    private void ReadPolicies(ReadOnlySpan<byte> policies)
    {
        while (NetlinkAttribute.TryRead(ref policies, out NetlinkAttribute policy))
        {
            ReadOnlySpan<byte> entries = policy.Value;
            while (NetlinkAttribute.TryRead(ref entries, out NetlinkAttribute entry))
                _attributes[(policy.Type, entry.Type)] = ReadOne(entry.Value);
        }
    }

    private static AttributePolicy ReadOne(ReadOnlySpan<byte> description)
    {
        NetlinkAttributeType type = NetlinkAttributeType.Invalid;
        ulong? minimum = null, maximum = null;
        uint? nested = null;
        while (NetlinkAttribute.TryRead(ref description, out NetlinkAttribute fact))
        {
            switch (fact.Type)
            {
                case Genl.NL_POLICY_TYPE_ATTR_TYPE: type = (NetlinkAttributeType)fact.UInt32; break;
                case Genl.NL_POLICY_TYPE_ATTR_MIN_VALUE_U: minimum = fact.UInt; break;
                case Genl.NL_POLICY_TYPE_ATTR_MAX_VALUE_U: maximum = fact.UInt; break;
                case Genl.NL_POLICY_TYPE_ATTR_POLICY_IDX: nested = fact.UInt32; break;
            }
        }

        return new AttributePolicy(type, minimum, maximum, nested);
    }
}
