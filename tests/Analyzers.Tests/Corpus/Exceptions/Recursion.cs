using System;
using Devmem;

/// <summary>What a callee can throw does not depend on where the question was asked first.</summary>
internal static class Recursion
{
    static void Ping_is_asked_first(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Ping(batch.Count);
        batch.Release();
    }

    static void Pong_is_asked_next(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Pong(batch.Count);
        batch.Release();
    }

    private static void Ping(int n)
    {
        Pong(n - 1);
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n));
    }

    private static void Pong(int n)
    {
        if (n > 0)
            Ping(n - 1);
    }

    static void Three_in_a_ring(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Third(batch.Count);
        batch.Release();
    }

    static void Three_in_a_ring_from_the_start(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        First(batch.Count);
        batch.Release();
    }

    static void Three_in_a_ring_from_the_middle(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Second(batch.Count);
        batch.Release();
    }

    private static void First(int n)
    {
        if (n > 0)
            Second(n - 1);
    }

    private static void Second(int n) => Third(n);

    private static void Third(int n)
    {
        First(n - 1);
        if (n == 7)
            throw new InvalidOperationException();
    }

    static void Ring_that_cannot_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool even = IsEven(batch.Count);
        batch.Release();
        _ = even;
    }

    private static bool IsEven(int n) => n == 0 || IsOdd(n - 1);

    private static bool IsOdd(int n) => n != 0 && IsEven(n - 1);

    static void Long_chain_that_cannot_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = Step0(batch.Count);
        batch.Release();
        _ = n;
    }

    static void Long_chain_from_its_middle(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int n = Step45(batch.Count);
        batch.Release();
        _ = n;
    }

    static void Long_chain_that_throws_at_its_end(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int n = Fall0(batch.Count);
        batch.Release();
        _ = n;
    }

    private static int Step0(int n) => Step1(n) + 1;

    private static int Step1(int n) => Step2(n) + 1;

    private static int Step2(int n) => Step3(n) + 1;

    private static int Step3(int n) => Step4(n) + 1;

    private static int Step4(int n) => Step5(n) + 1;

    private static int Step5(int n) => Step6(n) + 1;

    private static int Step6(int n) => Step7(n) + 1;

    private static int Step7(int n) => Step8(n) + 1;

    private static int Step8(int n) => Step9(n) + 1;

    private static int Step9(int n) => Step10(n) + 1;

    private static int Step10(int n) => Step11(n) + 1;

    private static int Step11(int n) => Step12(n) + 1;

    private static int Step12(int n) => Step13(n) + 1;

    private static int Step13(int n) => Step14(n) + 1;

    private static int Step14(int n) => Step15(n) + 1;

    private static int Step15(int n) => Step16(n) + 1;

    private static int Step16(int n) => Step17(n) + 1;

    private static int Step17(int n) => Step18(n) + 1;

    private static int Step18(int n) => Step19(n) + 1;

    private static int Step19(int n) => Step20(n) + 1;

    private static int Step20(int n) => Step21(n) + 1;

    private static int Step21(int n) => Step22(n) + 1;

    private static int Step22(int n) => Step23(n) + 1;

    private static int Step23(int n) => Step24(n) + 1;

    private static int Step24(int n) => Step25(n) + 1;

    private static int Step25(int n) => Step26(n) + 1;

    private static int Step26(int n) => Step27(n) + 1;

    private static int Step27(int n) => Step28(n) + 1;

    private static int Step28(int n) => Step29(n) + 1;

    private static int Step29(int n) => Step30(n) + 1;

    private static int Step30(int n) => Step31(n) + 1;

    private static int Step31(int n) => Step32(n) + 1;

    private static int Step32(int n) => Step33(n) + 1;

    private static int Step33(int n) => Step34(n) + 1;

    private static int Step34(int n) => Step35(n) + 1;

    private static int Step35(int n) => Step36(n) + 1;

    private static int Step36(int n) => Step37(n) + 1;

    private static int Step37(int n) => Step38(n) + 1;

    private static int Step38(int n) => Step39(n) + 1;

    private static int Step39(int n) => Step40(n) + 1;

    private static int Step40(int n) => Step41(n) + 1;

    private static int Step41(int n) => Step42(n) + 1;

    private static int Step42(int n) => Step43(n) + 1;

    private static int Step43(int n) => Step44(n) + 1;

    private static int Step44(int n) => Step45(n) + 1;

    private static int Step45(int n) => Step46(n) + 1;

    private static int Step46(int n) => Step47(n) + 1;

    private static int Step47(int n) => Step48(n) + 1;

    private static int Step48(int n) => Step49(n) + 1;

    private static int Step49(int n) => Step50(n) + 1;

    private static int Step50(int n) => Step51(n) + 1;

    private static int Step51(int n) => Step52(n) + 1;

    private static int Step52(int n) => Step53(n) + 1;

    private static int Step53(int n) => Step54(n) + 1;

    private static int Step54(int n) => Step55(n) + 1;

    private static int Step55(int n) => Step56(n) + 1;

    private static int Step56(int n) => Step57(n) + 1;

    private static int Step57(int n) => Step58(n) + 1;

    private static int Step58(int n) => Step59(n) + 1;

    private static int Step59(int n) => Step60(n) + 1;

    private static int Step60(int n) => Step61(n) + 1;

    private static int Step61(int n) => Step62(n) + 1;

    private static int Step62(int n) => Step63(n) + 1;

    private static int Step63(int n) => Step64(n) + 1;

    private static int Step64(int n) => Step65(n) + 1;

    private static int Step65(int n) => Step66(n) + 1;

    private static int Step66(int n) => Step67(n) + 1;

    private static int Step67(int n) => Step68(n) + 1;

    private static int Step68(int n) => Step69(n) + 1;

    private static int Step69(int n) => Step70(n) + 1;

    private static int Step70(int n) => Step71(n) + 1;

    private static int Step71(int n) => Step72(n) + 1;

    private static int Step72(int n) => Step73(n) + 1;

    private static int Step73(int n) => Step74(n) + 1;

    private static int Step74(int n) => Step75(n) + 1;

    private static int Step75(int n) => Step76(n) + 1;

    private static int Step76(int n) => Step77(n) + 1;

    private static int Step77(int n) => Step78(n) + 1;

    private static int Step78(int n) => Step79(n) + 1;

    private static int Step79(int n) => Step80(n) + 1;

    private static int Step80(int n) => Step81(n) + 1;

    private static int Step81(int n) => Step82(n) + 1;

    private static int Step82(int n) => Step83(n) + 1;

    private static int Step83(int n) => Step84(n) + 1;

    private static int Step84(int n) => Step85(n) + 1;

    private static int Step85(int n) => Step86(n) + 1;

    private static int Step86(int n) => Step87(n) + 1;

    private static int Step87(int n) => Step88(n) + 1;

    private static int Step88(int n) => Step89(n) + 1;

    private static int Step89(int n) => Step90(n) + 1;

    private static int Step90(int n) => n;

    private static int Fall0(int n) => Fall1(n) + 1;

    private static int Fall1(int n) => Fall2(n) + 1;

    private static int Fall2(int n) => Fall3(n) + 1;

    private static int Fall3(int n) => Fall4(n) + 1;

    private static int Fall4(int n) => Fall5(n) + 1;

    private static int Fall5(int n) => Fall6(n) + 1;

    private static int Fall6(int n) => Fall7(n) + 1;

    private static int Fall7(int n) => Fall8(n) + 1;

    private static int Fall8(int n) => Fall9(n) + 1;

    private static int Fall9(int n) => Fall10(n) + 1;

    private static int Fall10(int n) => Fall11(n) + 1;

    private static int Fall11(int n) => Fall12(n) + 1;

    private static int Fall12(int n) => Fall13(n) + 1;

    private static int Fall13(int n) => Fall14(n) + 1;

    private static int Fall14(int n) => Fall15(n) + 1;

    private static int Fall15(int n) => Fall16(n) + 1;

    private static int Fall16(int n) => Fall17(n) + 1;

    private static int Fall17(int n) => Fall18(n) + 1;

    private static int Fall18(int n) => Fall19(n) + 1;

    private static int Fall19(int n) => Fall20(n) + 1;

    private static int Fall20(int n) => Fall21(n) + 1;

    private static int Fall21(int n) => Fall22(n) + 1;

    private static int Fall22(int n) => Fall23(n) + 1;

    private static int Fall23(int n) => Fall24(n) + 1;

    private static int Fall24(int n) => Fall25(n) + 1;

    private static int Fall25(int n) => Fall26(n) + 1;

    private static int Fall26(int n) => Fall27(n) + 1;

    private static int Fall27(int n) => Fall28(n) + 1;

    private static int Fall28(int n) => Fall29(n) + 1;

    private static int Fall29(int n) => Fall30(n) + 1;

    private static int Fall30(int n) => Fall31(n) + 1;

    private static int Fall31(int n) => Fall32(n) + 1;

    private static int Fall32(int n) => Fall33(n) + 1;

    private static int Fall33(int n) => Fall34(n) + 1;

    private static int Fall34(int n) => Fall35(n) + 1;

    private static int Fall35(int n) => Fall36(n) + 1;

    private static int Fall36(int n) => Fall37(n) + 1;

    private static int Fall37(int n) => Fall38(n) + 1;

    private static int Fall38(int n) => Fall39(n) + 1;

    private static int Fall39(int n) => Fall40(n) + 1;

    private static int Fall40(int n) => Fall41(n) + 1;

    private static int Fall41(int n) => Fall42(n) + 1;

    private static int Fall42(int n) => Fall43(n) + 1;

    private static int Fall43(int n) => Fall44(n) + 1;

    private static int Fall44(int n) => Fall45(n) + 1;

    private static int Fall45(int n) => Fall46(n) + 1;

    private static int Fall46(int n) => Fall47(n) + 1;

    private static int Fall47(int n) => Fall48(n) + 1;

    private static int Fall48(int n) => Fall49(n) + 1;

    private static int Fall49(int n) => Fall50(n) + 1;

    private static int Fall50(int n) => Fall51(n) + 1;

    private static int Fall51(int n) => Fall52(n) + 1;

    private static int Fall52(int n) => Fall53(n) + 1;

    private static int Fall53(int n) => Fall54(n) + 1;

    private static int Fall54(int n) => Fall55(n) + 1;

    private static int Fall55(int n) => Fall56(n) + 1;

    private static int Fall56(int n) => Fall57(n) + 1;

    private static int Fall57(int n) => Fall58(n) + 1;

    private static int Fall58(int n) => Fall59(n) + 1;

    private static int Fall59(int n) => Fall60(n) + 1;

    private static int Fall60(int n) => Fall61(n) + 1;

    private static int Fall61(int n) => Fall62(n) + 1;

    private static int Fall62(int n) => Fall63(n) + 1;

    private static int Fall63(int n) => Fall64(n) + 1;

    private static int Fall64(int n) => Fall65(n) + 1;

    private static int Fall65(int n) => Fall66(n) + 1;

    private static int Fall66(int n) => Fall67(n) + 1;

    private static int Fall67(int n) => Fall68(n) + 1;

    private static int Fall68(int n) => Fall69(n) + 1;

    private static int Fall69(int n) => Fall70(n) + 1;

    private static int Fall70(int n) => Fall71(n) + 1;

    private static int Fall71(int n) => Fall72(n) + 1;

    private static int Fall72(int n) => Fall73(n) + 1;

    private static int Fall73(int n) => Fall74(n) + 1;

    private static int Fall74(int n) => Fall75(n) + 1;

    private static int Fall75(int n) => Fall76(n) + 1;

    private static int Fall76(int n) => Fall77(n) + 1;

    private static int Fall77(int n) => Fall78(n) + 1;

    private static int Fall78(int n) => Fall79(n) + 1;

    private static int Fall79(int n) => Fall80(n) + 1;

    private static int Fall80(int n) => Fall81(n) + 1;

    private static int Fall81(int n) => Fall82(n) + 1;

    private static int Fall82(int n) => Fall83(n) + 1;

    private static int Fall83(int n) => Fall84(n) + 1;

    private static int Fall84(int n) => Fall85(n) + 1;

    private static int Fall85(int n) => Fall86(n) + 1;

    private static int Fall86(int n) => Fall87(n) + 1;

    private static int Fall87(int n) => Fall88(n) + 1;

    private static int Fall88(int n) => Fall89(n) + 1;

    private static int Fall89(int n) => Fall90(n) + 1;

    private static int Fall90(int n) => n > 0 ? n : throw new InvalidOperationException();
}
