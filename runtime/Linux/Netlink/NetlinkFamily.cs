using System.Collections.Generic;

namespace Devmem.Linux.Netlink;

/// <summary>A generic netlink family as this kernel registered it.</summary>
/// <param name="Id">The number it got at run time.</param>
/// <param name="Commands">The commands this kernel knows.</param>
/// <param name="NamespaceCommands">Those for which CAP_NET_ADMIN in the user namespace of the network namespace is enough.</param>
internal sealed record NetlinkFamily(ushort Id, IReadOnlySet<uint> Commands, IReadOnlySet<uint> NamespaceCommands)
{
    /// <summary>CTRL_CMD_GETFAMILY. Null with ENOENT when the kernel has no such family.</summary>
    internal static NetlinkFamily? Resolve(NetlinkClient client, string name, out NetlinkStatus status)
    {
        NetlinkRequest request = NetlinkRequest.Generic(Genl.GENL_ID_CTRL, Genl.CTRL_CMD_GETFAMILY, version: 1)
            .Add(Genl.CTRL_ATTR_FAMILY_NAME, name);
        status = client.Ask(request, Parse, out List<NetlinkFamily> answers);
        if (status.Errno != 0)
            return null;
        return answers.Count == 1 ? answers[0] : throw Malformed.Netlink($"{answers.Count} families answer to \"{name}\"");
    }

    internal static NetlinkFamily Parse(NetlinkMessage message)
    {
        ushort id = 0;
        HashSet<uint> commands = [], ofNamespace = [];
        var attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == Genl.CTRL_ATTR_FAMILY_ID)
                id = attribute.UInt16;
            else if (attribute.Type == Genl.CTRL_ATTR_OPS)
                ReadCommands(attribute, commands, ofNamespace);
        }

        return id != 0 ? new NetlinkFamily(id, commands, ofNamespace) : throw Malformed.Netlink("a family without a number");
    }

    private static void ReadCommands(NetlinkAttribute list, HashSet<uint> commands, HashSet<uint> ofNamespace)
    {
        var entries = list.Value;
        while (NetlinkAttribute.TryRead(ref entries, out NetlinkAttribute entry))
        {
            uint? command = null;
            uint flags = 0;
            var content = entry.Value;
            while (NetlinkAttribute.TryRead(ref content, out NetlinkAttribute attribute))
            {
                if (attribute.Type == Genl.CTRL_ATTR_OP_ID)
                    command = attribute.UInt32;
                else if (attribute.Type == Genl.CTRL_ATTR_OP_FLAGS)
                    flags = attribute.UInt32;
            }

            if (command is not uint known)
                continue;
            commands.Add(known);
            if ((flags & Genl.GENL_UNS_ADMIN_PERM) != 0)
                ofNamespace.Add(known);
        }
    }
}
