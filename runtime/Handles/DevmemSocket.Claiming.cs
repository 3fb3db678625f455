using System;
using Devmem.Backends;
using Devmem.Books;

namespace Devmem;

public sealed partial class DevmemSocket
{
    private int Claim(ReadOnlySpan<DevmemToken> tokens, uint[] values, bool[] claimed)
    {
        int count = 0;
        for (int i = 0; i < tokens.Length; i++)
        {
            DevmemToken token = tokens[i];
            claimed[i] = false;
            if (token.IsDefault)
                continue;
            (DevmemSocket owner, int slot) = (token.Owner!, token.Slot);
            if (!token.TryClaim(out FragmentRecord record))
            {
                Unclaim(tokens[..i], claimed);
                SecondReleaseRefused();
                throw AlreadyReleased(record.Token);
            }

            if (MayReturn(owner))
            {
                claimed[i] = true;
                values[count++] = record.Token;
            }
            else
            {
                owner.Tokens.Unclaim(slot);
            }
        }

        return count;
    }

    /// <summary>
    /// A number means a fragment of one socket in On mode, where sending a foreign one could return a fragment that this socket holds;
    /// in Off mode it means a page of one binding.
    /// </summary>
    private bool MayReturn(DevmemSocket owner)
    {
        if (owner == this)
            return true;
        bool passOn = owner.Binding == Binding && Binding.Autorelease == AutoreleaseMode.Off;
        if (Backend.KeepsBooks)
            Backend.ForeignTokenOffered(passOn);
        return passOn;
    }

    private int ReturnClaimed(ReadOnlySpan<DevmemToken> tokens, Span<uint> values, bool[] claimed)
    {
        int done = 0;
        try
        {
            return TokenReturn.All(Backend, values, ref done);
        }
        finally
        {
            SettleClaimed(tokens, claimed, new StillHeld(values[done..]));
        }
    }

    private static void SettleClaimed(ReadOnlySpan<DevmemToken> tokens, bool[] claimed, StillHeld held)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (!claimed[i] || tokens[i].Owner is not { } owner)
                continue;
            FragmentRecord record = owner.Tokens.ReadClaimed(tokens[i].Slot);
            owner.SettleToken(tokens[i].Slot, record, held.Take(record.Token));
        }
    }

    private static void Unclaim(ReadOnlySpan<DevmemToken> tokens, bool[] claimed)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (claimed[i] && tokens[i].Owner is { } owner)
                owner.Tokens.Unclaim(tokens[i].Slot);
        }
    }
}
